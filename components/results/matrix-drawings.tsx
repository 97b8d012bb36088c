import type { BarPanel } from "@/components/results/bars";
import { Drawing } from "@/components/results/drawing";
import { THEME } from "@/components/results/palette";
import { PanelSvg, toColumnWidth, toPanelSize } from "@/components/results/panel-svg";

/** A page across holds so many bars; further ones are drawn below. */
const MOST_BARS = 8;
const COLUMN_WIDTH = 112;

/** A panel cut into pieces as wide as a page. */
export function cutPanel(panel: BarPanel): BarPanel[] {
  const pieces = Math.max(1, Math.ceil(panel.bars.length / MOST_BARS));
  const length = Math.ceil(panel.bars.length / pieces);
  return Array.from({ length: pieces }, (_, piece) => ({
    promptSet: piece === 0 ? panel.promptSet : `${panel.promptSet}, continued`,
    bars: panel.bars.slice(piece * length, (piece + 1) * length),
  }));
}

/** A panel for its file, for paper, whose width a chart on the screen does not learn in time, and for a browser without scripts. */
export function MatrixDrawings({ panel }: { panel: BarPanel }) {
  const columnWidth = toColumnWidth([panel], COLUMN_WIDTH);
  return cutPanel(panel).map((piece) => (
    <Drawing key={piece.promptSet} {...toPanelSize({ panel: piece, columnWidth, kind: "file" })} shown="still">
      <PanelSvg panel={piece} palette={THEME} columnWidth={columnWidth} kind="file" />
    </Drawing>
  ));
}
