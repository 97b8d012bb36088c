import type { BarPanel } from "@/components/results/bars";
import { Drawing } from "@/components/results/drawing";
import { THEME } from "@/components/results/palette";
import { PanelSvg, toColumnWidth, toPanelSize } from "@/components/results/panel-svg";

/** A page across holds so many bars; further ones are drawn below. */
const MOST_BARS = 7;
const COLUMN_WIDTH = 112;

/** A panel cut into pieces as wide as a page. */
export function cutPanel(panel: BarPanel): BarPanel[] {
  const pieces = Math.max(1, Math.ceil(panel.bars.length / MOST_BARS));
  const length = Math.ceil(panel.bars.length / pieces);
  return Array.from({ length: pieces }, (_, piece) => ({
    promptSet: pieces === 1 ? panel.promptSet : `${panel.promptSet}, ${piece + 1} of ${pieces}`,
    bars: panel.bars.slice(piece * length, (piece + 1) * length),
  }));
}

/** Bars for their file, for paper, whose width a chart on the screen does not learn in time, and for a browser without scripts. */
export function MatrixDrawing({ panel }: { panel: BarPanel }) {
  const columnWidth = toColumnWidth([panel], COLUMN_WIDTH);
  return (
    <Drawing {...toPanelSize({ panel, columnWidth, kind: "file" })} shown="still">
      <PanelSvg panel={panel} palette={THEME} columnWidth={columnWidth} kind="file" />
    </Drawing>
  );
}
