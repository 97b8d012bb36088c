import { formatPercent } from "@/components/results/format-figures";
import { Panel } from "@/components/results/panel";
import type { PanelNumbers } from "@/components/results/panel-numbers";
import { NumbersTable } from "@/components/results/panel-table";
import { formatCounted } from "@/components/ui/format";
import type { PairAnalysis } from "@/lib/results/analysis-schema";

/** "Cannot judge" is outside every percentage; here it is counted, by pair and by what stood first. */
export function CannotJudgePanel({ pairs }: { pairs: PairAnalysis[] }) {
  const total = pairs.reduce((sum, { cannotJudge }) => sum + cannotJudge, 0);
  const answers = pairs.reduce((sum, { votes, cannotJudge }) => sum + votes + cannotJudge, 0);
  const numbers = toNumbers(pairs.filter(({ votes, cannotJudge }) => votes + cannotJudge > 0));
  return (
    <Panel
      id="cannot-judge"
      title="Cannot judge"
      withFigure={false}
      withoutTable
      lead={
        total === 0
          ? "No rater said that a pair cannot be judged."
          : `${formatCounted(total, "answer")} of ${answers.toLocaleString("en")} ${total === 1 ? "says" : "say"} that a pair cannot be judged. ${total === 1 ? "It is" : "They are"} outside every percentage.`
      }
      howToRead="By pair, and by which of its two models stood first; votes that were imported may not tell. A pair that many raters cannot judge is about what they do not know, or its texts are broken."
      numbers={numbers}
    >
      {total > 0 && <NumbersTable label="Cannot judge, by pair" numbers={numbers} />}
    </Panel>
  );
}

function toNumbers(pairs: PairAnalysis[]): PanelNumbers {
  const withSet = new Set(pairs.map(({ promptSet }) => promptSet)).size > 1;
  const hasUnknown = pairs.some(({ cannotJudgeWhenFirst }) => cannotJudgeWhenFirst.unknown > 0);
  return {
    columns: [
      {
        name: "model",
        head: "A v B",
        kind: "row",
        format: (model, [, opponent, promptSet]) => (
          <span className="whitespace-normal">
            {model} v {opponent} {withSet && <span className="note block">{promptSet}</span>}
          </span>
        ),
      },
      { name: "opponent" },
      { name: "prompt_set" },
      { name: "cannot_judge", head: "Answers" },
      { name: "share", head: "Share", format: (value) => formatPercent(Number(value)) },
      { name: "model_first", head: "A first" },
      { name: "opponent_first", head: "B first" },
      { name: "side_unknown", ...(hasUnknown && { head: "Side unknown" }) },
    ],
    rows: pairs.map(({ model, opponent, promptSet, votes, cannotJudge, cannotJudgeWhenFirst: first }) => [
      ...[model, opponent, promptSet, cannotJudge, cannotJudge / (votes + cannotJudge)],
      ...[first.model, first.opponent, first.unknown],
    ]),
  };
}
