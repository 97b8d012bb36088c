import { PARTS, toLegend } from "@/components/results/bars";
import { PRINT as palette } from "@/components/results/palette";
import { PanelSvg, PublishedMark, toColumnWidth, toPanelSize } from "@/components/results/panel-svg";
import { toSvgMarkup } from "@/components/results/svg-markup";
import type { StudyMatrix } from "@/lib/results/schema";

const MARGIN = 16;
const LEGEND_HEIGHT = 34;
const GUTTER = 40;
/** Panels with more bars than this stand below each other. */
const BARS_BESIDE = 4;
const FONT = "'IBM Plex Sans', 'Helvetica Neue', Helvetica, Arial, sans-serif";

type Placed = { panel: StudyMatrix["panels"][number]; x: number; y: number };

/** The matrix as a file for a paper: every panel, the legend, and in its metadata what it was drawn from. */
export function toFigureFile(matrix: StudyMatrix): string {
  const columnWidth = toColumnWidth(matrix.panels, 112);
  const { placed, width, height } = placePanels(matrix, columnWidth);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${toSvgMarkup(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily={FONT}
      role="img"
    >
      <title>{`${matrix.study}: percent of votes`}</title>
      <desc>{describeSource(matrix)}</desc>
      <rect width={width} height={height} fill={palette.paper} />
      <LegendSvg matrix={matrix} />
      {placed.map(({ panel, x, y }) => (
        <g key={panel.promptSet} transform={`translate(${x} ${y})`}>
          <PanelSvg panel={panel} palette={palette} columnWidth={columnWidth} kind="file" />
        </g>
      ))}
    </svg>,
  )}\n`;
}

function placePanels(matrix: StudyMatrix, columnWidth: number) {
  const beside = matrix.panels.every((panel) => panel.bars.length <= BARS_BESIDE);
  const placed: Placed[] = [];
  let width = Math.max(560, toLegendEntries(matrix).width);
  let height = 0;
  let x = MARGIN;
  let y = MARGIN + LEGEND_HEIGHT;
  for (const [index, panel] of matrix.panels.entries()) {
    const size = toPanelSize({ panel, columnWidth, kind: "file" });
    placed.push({ panel, x, y });
    width = Math.max(width, x + size.width + MARGIN);
    height = Math.max(height, y + size.height + MARGIN);
    const endsRow = !beside || index % 2 === 1;
    x = endsRow ? MARGIN : x + size.width + GUTTER;
    y = endsRow ? height + MARGIN : y;
  }
  return { placed, width: Math.ceil(width), height: Math.ceil(Math.max(height, 2 * MARGIN + LEGEND_HEIGHT)) };
}

function describeSource(matrix: StudyMatrix): string {
  return [
    `Study ${matrix.study}`,
    matrix.isSample && "a sample, no finding",
    matrix.protocolHash && `protocol ${matrix.protocolHash}`,
    `${matrix.votes} votes, ${matrix.raters} raters, ${matrix.prompts} prompts`,
    "percent of votes",
  ]
    .filter(Boolean)
    .join("; ");
}

function toLegendEntries(matrix: StudyMatrix) {
  const legend = toLegend(matrix.panels[0]?.reference ?? null, matrix.offersBothBad);
  let x = MARGIN;
  const take = (text: string) => {
    const at = x;
    x += 22 + text.length * 8 + 20;
    return at;
  };
  const parts = PARTS.map((part) => ({ part, text: legend[part], x: take(legend[part]) }));
  const hasPublished = matrix.panels.some((panel) => panel.bars.some((bar) => bar.published));
  const published = hasPublished ? { text: "Published by BAIR, 2023", x: take("Published by BAIR, 2023") } : null;
  return { parts, published, width: x };
}

function LegendSvg({ matrix }: { matrix: StudyMatrix }) {
  const { parts, published } = toLegendEntries(matrix);
  return (
    <g fontSize={13} fill={palette.ink}>
      {parts.map(({ part, text, x }) => (
        <g key={part}>
          <rect
            x={x + 0.5}
            y={MARGIN + 0.5}
            width={13}
            height={13}
            fill={palette[part]}
            stroke={part === "worse" ? palette.worseEdge : undefined}
          />
          <text x={x + 22} y={MARGIN + 12}>
            {text}
          </text>
        </g>
      ))}
      {published && (
        <>
          <PublishedMark x={published.x} y={MARGIN + 7} palette={palette} />
          <text x={published.x + 26} y={MARGIN + 12}>
            {published.text}
          </text>
        </>
      )}
    </g>
  );
}
