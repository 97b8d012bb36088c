import { LiveResults } from "@/components/results/live-results";
import { MatrixFigure } from "@/components/results/matrix-figure";
import { MatrixTable } from "@/components/results/matrix-table";
import { withoutEstimates } from "@/components/results/without-estimates";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDay } from "@/components/ui/format";
import type { AnalysisOptions } from "@/lib/results/analysis-schema";
import type { StudyMatrix } from "@/lib/results/schema";

const OPTIONS: AnalysisOptions = {
  estimand: "prompts_like_these",
  aggregation: "votes",
  tieRule: "half",
  equivalenceMargin: null,
  scoreModel: "bradley_terry",
  orderEffect: false,
  promptSet: null,
  category: null,
  withExcluded: false,
};

/** The matrix and the table of one study, and how fresh they are. */
export function StudyResults({ matrix }: { matrix: StudyMatrix }) {
  const api = `/api/studies/${encodeURIComponent(matrix.study)}`;
  const { offersBothBad } = matrix;
  const pairs = withoutEstimates(matrix);
  return (
    <>
      <section className="pt-7" aria-label="Matrix">
        {pairs.length === 0 ? (
          <EmptyState>There is nothing to draw yet: this study has no prompt set.</EmptyState>
        ) : (
          <MatrixFigure {...{ pairs, offersBothBad }} options={OPTIONS} view="show" />
        )}
      </section>
      {pairs.length > 0 && (
        <section className="pt-10" aria-labelledby="numbers">
          <h2 id="numbers" className="mb-4">
            The same numbers as a table
          </h2>
          <MatrixTable {...{ pairs, offersBothBad }} view="show" />
        </section>
      )}
      <p className="note flex flex-wrap gap-x-8 gap-y-2 pt-8">
        {matrix.status === "open" && <LiveResults source={`${api}/events`} version={matrix.version} />}
        {matrix.protocolHash !== null && matrix.openedAt !== null && (
          <span>
            Protocol <span className="mono">{matrix.protocolHash.slice(0, 8)}</span>, frozen{" "}
            {formatDay(matrix.openedAt)}
          </span>
        )}
      </p>
    </>
  );
}
