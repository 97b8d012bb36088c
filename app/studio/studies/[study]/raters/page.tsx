import type { Metadata } from "next";
import { type AnalysisParams, loadAnalysis } from "@/app/studio/studies/[study]/load-analysis";
import { loadStudy } from "@/app/studio/studies/[study]/load-study";
import { hasNoVotes, NoVotes } from "@/app/studio/studies/[study]/no-votes";
import { readRaterSort, toSortedHref } from "@/app/studio/studies/[study]/raters/rater-sort";
import { NoFigures } from "@/components/results/no-figures";
import type { FurtherColumn } from "@/components/results/quality/rater-table";
import { RatersPanel } from "@/components/results/quality/raters-panel";
import { formatCount, formatCounted, formatDay } from "@/components/ui/format";
import { toStudyPath } from "@/lib/http/study-path";
import { ANOMALY_FALSE_ALARMS, toRuleName } from "@/lib/quality/describe-finding";
import { listReviews, type RaterReview } from "@/lib/quality/queries/list-reviews";
import { STAGE_WORDS } from "@/lib/raters/stage-words";
import { listRaters, type RaterSummary } from "@/lib/studies/queries/raters";

export const metadata: Metadata = { title: "Raters" };

const SHOWN = 500;

export default async function RatersPage(props: AnalysisParams) {
  const { account, study } = await loadStudy(props.params);
  const [{ query, analysis, problem }, summaries, reviews] = await Promise.all([
    loadAnalysis(props),
    listRaters(account, study.name),
    listReviews(account, study.name),
  ]);
  if (problem !== null) return <NoFigures problem={problem} address={toStudyPath(study.name, "raters")} />;
  if (hasNoVotes(analysis)) return <NoVotes study={study} />;
  const reasons = summaries.flatMap(({ pseudonym, exclusionReason }) =>
    exclusionReason === null ? [] : [[pseudonym, toRuleName(exclusionReason)] as const],
  );
  return (
    <div className="pt-8">
      <RatersPanel
        raters={analysis.quality.raters}
        sort={readRaterSort(query)}
        toHref={toSortedHref(query)}
        most={SHOWN}
        further={study.origin === "imported" ? [] : toFurther(summaries, reviews)}
        exclusionReasons={new Map(reasons)}
        toRater={(pseudonym) => `${toStudyPath(study.name, "raters")}/${encodeURIComponent(pseudonym)}`}
      />
      {study.origin !== "imported" && (
        <p className="note mt-6 max-w-[75ch] text-pretty">
          Anomaly: the score of Chatbot Arena’s sequential test (2024); above 1 is unusual, and excludes nobody.{" "}
          {ANOMALY_FALSE_ALARMS} Automation: signs that a program drove the browser that they joined with; what they are
          is on the rater’s page. They exclude nobody.
        </p>
      )}
    </div>
  );
}

/** No file of votes tells these. */
function toFurther(summaries: RaterSummary[], reviews: RaterReview[]): FurtherColumn[] {
  const byPseudonym = new Map(summaries.map((summary) => [summary.pseudonym, summary]));
  const hasSignals = reviews.some(({ signals }) => signals.length > 0);
  const reviewOf = new Map(reviews.map((review) => [review.pseudonym, review]));
  return [
    {
      head: "Stage",
      show: (pseudonym) => {
        const stage = reviewOf.get(pseudonym)?.stage;
        return stage ? STAGE_WORDS[stage] : "–";
      },
    },
    {
      head: "Anomaly",
      show: (pseudonym) => {
        const anomaly = reviewOf.get(pseudonym)?.review?.anomaly;
        if (!anomaly) return "–";
        return `${anomaly.score.toFixed(2)}${anomaly.isUnusual ? ", unusual" : ""}`;
      },
    },
    ...(hasSignals
      ? [
          {
            head: "Automation",
            show: (pseudonym: string) => {
              const count = reviewOf.get(pseudonym)?.signals.length ?? 0;
              return count === 0 ? "–" : formatCounted(count, "sign");
            },
          },
        ]
      : []),
    { head: "Flags", show: (pseudonym) => formatCount(byPseudonym.get(pseudonym)?.flags ?? 0) },
    {
      head: "Last vote",
      show: (pseudonym) => {
        const at = byPseudonym.get(pseudonym)?.lastVoteAt;
        return at ? formatDay(at) : "–";
      },
    },
  ];
}
