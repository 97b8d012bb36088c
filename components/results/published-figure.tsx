import type { ReactNode } from "react";
import { type BarPanel, toPartNames, toSegments } from "@/components/results/bars";
import { MatrixLegend } from "@/components/results/matrix-legend";
import { describePanel } from "@/components/results/matrix-words";
import { THEME } from "@/components/results/palette";
import { PanelSvg, toPanelSize } from "@/components/results/panel-svg";
import { KOALA_2023 } from "@/lib/results/schema";

/** Percentages stand in for counts: only their shares are drawn, and no count is printed. */
const PANELS: BarPanel[] = KOALA_2023.sets.map((set) => ({
  promptSet: set.promptSet,
  bars: set.bars.map(({ opponent, better, tied, worse }) => ({
    key: opponent,
    label: [`v ${opponent}`],
    segments: toSegments({ better, tied, worse }),
    ...{ whiskers: [], marks: [], under: [], reason: null },
  })),
}));

const NAMES = toPartNames(KOALA_2023.reference, false);
/** Two panels of this fit beside a lead text. */
const COLUMN_WIDTH = 84;

/** The figure that introduced Koala, as BAIR published it; drawn on the server, with no script and no style attribute. */
export function PublishedFigure({ children }: { children?: ReactNode }) {
  return (
    <figure aria-labelledby="published-figure">
      <MatrixLegend names={NAMES} />
      <div className="mt-5 grid grid-cols-[repeat(auto-fit,minmax(min(19rem,100%),1fr))] gap-x-10 gap-y-8">
        {PANELS.map((panel) => {
          const { width, height } = toPanelSize({ panel, columnWidth: COLUMN_WIDTH, kind: "page" });
          return (
            <svg
              key={panel.promptSet}
              viewBox={`0 0 ${width} ${height}`}
              className="w-full max-w-[26rem] font-sans"
              role="img"
              aria-label={describePanel(panel, NAMES)}
            >
              <PanelSvg panel={panel} palette={THEME} columnWidth={COLUMN_WIDTH} kind="page" />
            </svg>
          );
        })}
      </div>
      <figcaption id="published-figure" className="note mt-3 max-w-measure text-pretty">
        The comparison that introduced Koala: about 100 crowd workers, 180 prompts a set. Percent of votes, as published
        (BAIR, 3 April 2023). BAIR published no counts and no intervals. {children}
      </figcaption>
    </figure>
  );
}
