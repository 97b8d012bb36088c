import type { PanelNumbers } from "@/components/results/panel-numbers";
import type { RaterRow } from "@/lib/results/analysis-schema";

const NAMES = [
  ...["rater", "kind", "excluded", "votes", "cannot_judge", "agreement", "accuracy", "tie_share"],
  ...["first_share", "first_p", "median_decision_ms"],
];

/** For the CSV alone; the table of the page is sorted and has its notes. */
export function toRaterNumbers(raters: RaterRow[]): PanelNumbers {
  return {
    columns: NAMES.map((name) => ({ name })),
    rows: raters.map((rater) => [
      ...[rater.pseudonym, rater.kind, rater.isExcluded, rater.votes, rater.cannotJudge, rater.agreement],
      ...[rater.accuracy, rater.tieRate, rater.firstRate, rater.firstP, rater.medianDecisionMs],
    ]),
  };
}
