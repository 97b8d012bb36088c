import { toCaption, toLegend } from "@/components/results/bars";
import { FigureLegend } from "@/components/results/legend";
import { MatrixPanel } from "@/components/results/matrix-panel";
import type { StudyMatrix } from "@/lib/results/schema";

/** Panels with more bars than this stand below each other. */
const BARS_BESIDE = 4;

/** The matrix as it was first drawn: a panel a prompt set, a bar an opponent, better at the bottom. */
export function MatrixFigure({ matrix }: { matrix: StudyMatrix }) {
  const { panels, offersBothBad } = matrix;
  const legend = toLegend(panels[0]?.reference ?? null, offersBothBad);
  const beside = panels.length > 1 && panels.every((panel) => panel.bars.length <= BARS_BESIDE);
  const narrow = panels.length === 1 && panels.every((panel) => panel.bars.length <= BARS_BESIDE);
  return (
    <figure aria-labelledby="how-to-read">
      <FigureLegend
        legend={legend}
        withPublished={panels.some((panel) => panel.bars.some((bar) => bar.published !== null))}
      />
      <div
        className={`mt-7 grid gap-x-14 gap-y-12 ${beside ? "pair:grid-cols-2" : ""} ${narrow ? "max-w-[36rem]" : ""} *:min-w-0`}
      >
        {panels.map((panel) => (
          <MatrixPanel key={panel.promptSet} panel={panel} legend={legend} />
        ))}
      </div>
      <figcaption id="how-to-read" className="note mt-8 max-w-[75ch] text-pretty">
        {toCaption(panels, offersBothBad)}
      </figcaption>
    </figure>
  );
}
