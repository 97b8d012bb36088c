import type { ReactElement } from "react";
import { PublishedMark, WhiskerMark } from "@/components/results/bar-marks";
import { PARTS, type PartNames, toPartNames } from "@/components/results/bars";
import { findReference, hasBothBad, toBarPanels } from "@/components/results/matrix-bars";
import { cutPanel } from "@/components/results/matrix-drawing";
import { PRINT as palette } from "@/components/results/palette";
import { PanelSvg, toColumnWidth, toPanelSize } from "@/components/results/panel-svg";
import { placeDrawings } from "@/components/results/place-drawings";
import { toSvgMarkup } from "@/components/results/svg-markup";
import type { Analysis, PairAnalysis } from "@/lib/results/analysis-schema";

type FigureSource = Pick<Analysis, "study" | "protocolHash" | "votes" | "raters" | "prompts" | "methods" | "pairs">;

const MARGIN = 16;
const LEGEND_HEIGHT = 34;
const FONT = "'IBM Plex Sans', 'Helvetica Neue', Helvetica, Arial, sans-serif";

/** The matrix as a file for a paper: every panel, the legend, and in its metadata what it was drawn from. */
export function toFigureFile(analysis: FigureSource): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${toSvgMarkup(drawFigure(analysis).drawing)}\n`;
}

/** The same as elements; sizes in pixels. */
export function drawFigure(analysis: FigureSource): { drawing: ReactElement; width: number; height: number } {
  const { study, pairs } = analysis;
  const panels = toBarPanels(pairs, "show").flatMap(cutPanel);
  const columnWidth = toColumnWidth(panels, 112);
  const drawings = panels.map((panel) => ({ panel, ...toPanelSize({ panel, columnWidth, kind: "file" }) }));
  const { placed, ...size } = placeDrawings(drawings);
  const legend = toLegendEntries(pairs, toPartNames(findReference(pairs), hasBothBad(pairs)));
  const width = Math.ceil(Math.max(560, legend.width, size.width + 2 * MARGIN));
  const height = Math.ceil(size.height + 2 * MARGIN + LEGEND_HEIGHT);
  const drawing = (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily={FONT}
      role="img"
    >
      <title>{`${study}: percent of votes`}</title>
      <desc>{describeSource(analysis)}</desc>
      <rect width={width} height={height} fill={palette.paper} />
      <LegendSvg entries={legend.entries} />
      {placed.map(({ panel, x, y }) => (
        <g key={panel.promptSet} transform={`translate(${MARGIN + x} ${MARGIN + LEGEND_HEIGHT + y})`}>
          <PanelSvg panel={panel} palette={palette} columnWidth={columnWidth} kind="file" />
        </g>
      ))}
    </svg>
  );
  return { drawing, width, height };
}

function describeSource({ study, protocolHash, votes, raters, prompts, methods }: FigureSource): string {
  return [
    `Study ${study}`,
    protocolHash && `protocol ${protocolHash}`,
    `${votes} votes, ${raters} raters, ${prompts} prompts`,
    `percent of votes. ${methods.shares ?? ""}`,
  ]
    .filter(Boolean)
    .join("; ");
}

type Kind = (typeof PARTS)[number] | "interval" | "published";
type Entry = { kind: Kind; text: string; x: number };

function toLegendEntries(pairs: PairAnalysis[], names: PartNames): { entries: Entry[]; width: number } {
  let x = MARGIN;
  const entries: Entry[] = [];
  const take = (kind: Kind, text: string) => {
    entries.push({ kind, text, x });
    x += 26 + text.length * 8 + 16;
  };
  for (const part of PARTS) take(part, names[part]);
  if (pairs.some((pair) => pair.betterShare.ok)) take("interval", "95% interval");
  if (pairs.some((pair) => pair.published)) take("published", "Published by BAIR, 2023");
  return { entries, width: x };
}

function LegendSvg({ entries }: { entries: Entry[] }) {
  return (
    <g fontSize={13} fill={palette.ink}>
      {entries.map(({ kind, text, x }) => (
        <g key={kind}>
          <LegendMark kind={kind} x={x} />
          <text x={x + 26} y={MARGIN + 12}>
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}

function LegendMark({ kind, x }: { kind: Kind; x: number }) {
  if (kind === "published") return <PublishedMark x={x} y={MARGIN + 7} palette={palette} />;
  if (kind === "interval") return <WhiskerMark x={x + 7} top={MARGIN + 1} bottom={MARGIN + 13} palette={palette} />;
  const stroke = kind === "worse" ? palette.worseEdge : undefined;
  return <rect x={x + 0.5} y={MARGIN + 0.5} width={13} height={13} fill={palette[kind]} stroke={stroke} />;
}
