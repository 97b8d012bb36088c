import { PARTS, toPartNames } from "@/components/results/bars";
import { findReference, hasBothBad, type TieView, toBarPanels } from "@/components/results/matrix-bars";
import { MatrixLegend } from "@/components/results/matrix-legend";
import { toMatrixNumbers } from "@/components/results/matrix-numbers";
import { MatrixPanel } from "@/components/results/matrix-panel";
import { toMatrixCaption } from "@/components/results/matrix-words";
import { Panel } from "@/components/results/panel";
import { Verdicts } from "@/components/results/verdicts";
import type { AnalysisOptions, PairAnalysis } from "@/lib/results/analysis-schema";

/** Panels with more bars than this stand below each other. */
const BARS_BESIDE = 4;

type Props = { pairs: PairAnalysis[]; options: AnalysisOptions; view: TieView };

/** The matrix as it was first drawn: a panel a prompt set, a bar an opponent, better at the bottom. */
export function MatrixFigure({ pairs, options, view }: Props) {
  const reference = findReference(pairs);
  const names = toPartNames(reference, hasBothBad(pairs));
  const panels = toBarPanels(pairs, view);
  const fits = panels.every((panel) => panel.bars.length <= BARS_BESIDE);
  const beside = fits && panels.length > 1 ? "pair:grid-cols-2" : "";
  return (
    <Panel
      id="matrix"
      title="Every comparison"
      legend={
        <MatrixLegend
          names={names}
          parts={view === "dropped" ? ["better", "worse"] : PARTS}
          withWhiskers={pairs.some((pair) => pair.betterShare.ok)}
          withPublished={pairs.some((pair) => pair.published)}
        />
      }
      howToRead={toMatrixCaption({ pairs, options, view })}
      numbers={toMatrixNumbers(pairs)}
      withoutTable
    >
      <div
        className={`mt-7 grid gap-x-14 gap-y-12 ${beside} ${fits && panels.length === 1 ? "max-w-[36rem]" : ""} *:min-w-0`}
      >
        {panels.map((panel) => (
          <section key={panel.promptSet} aria-label={panel.promptSet}>
            <MatrixPanel panel={panel} names={names} />
            <Verdicts pairs={pairs.filter((pair) => pair.promptSet === panel.promptSet)} reference={reference} />
          </section>
        ))}
      </div>
    </Panel>
  );
}
