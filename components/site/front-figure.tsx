import Link from "next/link";
import { type BarPanel, toPartNames } from "@/components/results/bars";
import { findReference, hasBothBad, toBarPanels } from "@/components/results/matrix-bars";
import { MatrixLegend } from "@/components/results/matrix-legend";
import { describePanel, toMatrixCaption } from "@/components/results/matrix-words";
import { THEME } from "@/components/results/palette";
import { PanelSvg, toColumnWidth, toPanelSize } from "@/components/results/panel-svg";
import { formatCount, formatDay } from "@/components/ui/format";
import type { AnalysisOptions, PairAnalysis } from "@/lib/results/analysis-schema";

/** Room on a phone, in which letters keep their size; pixels. */
const PHONE_WIDTH = 356;
const AXIS_WIDTH = 88;
const LEAST_COLUMN = 89;
/** Two stand beside a lead text. */
const MOST_PIECES = 2;
/** A desk has room for letters a little larger. */
const ENLARGED = 1.12;

type Props = {
  title: string;
  address: string;
  study: string;
  isRelease: boolean;
  isImported: boolean;
  publishedAt: Date;
  pairs: PairAnalysis[];
  options: AnalysisOptions;
  votes: number;
};

/** A published matrix, drawn on the server with its intervals and counts, as much of it as the first screen holds. */
export function FrontFigure({ pairs, options, ...about }: Props) {
  const reference = findReference(pairs);
  const names = toPartNames(reference, hasBothBad(pairs));
  const panels = toBarPanels(pairs, "show");
  const columnWidth = toColumnWidth(panels, LEAST_COLUMN);
  const perPiece = Math.max(1, Math.floor((PHONE_WIDTH - AXIS_WIDTH) / columnWidth));
  const pieces = panels.flatMap((panel) => cut(panel, perPiece)).slice(0, MOST_PIECES);
  const drawn = pieces.reduce((sum, piece) => sum + piece.bars.length, 0);
  return (
    <figure aria-labelledby="front-figure">
      <MatrixLegend
        names={names}
        withWhiskers={pairs.some((pair) => pair.betterShare.ok)}
        withPublished={pairs.some((pair) => pair.published)}
      />
      <div className="mt-5 flex flex-wrap gap-x-10 gap-y-8">
        {pieces.map((panel) => {
          const { width, height } = toPanelSize({ panel, columnWidth, kind: "file" });
          return (
            <svg
              key={panel.bars[0]?.key + panel.promptSet}
              viewBox={`0 0 ${width} ${height}`}
              width={Math.round(width * ENLARGED)}
              height={Math.round(height * ENLARGED)}
              className="h-auto max-w-full font-sans"
              role="img"
              aria-label={describePanel(panel, names)}
            >
              <PanelSvg panel={panel} palette={THEME} columnWidth={columnWidth} kind="file" />
            </svg>
          );
        })}
      </div>
      <figcaption id="front-figure" className="note mt-3 max-w-measure text-pretty">
        <Link href={about.address} prefetch={false}>
          {about.title}
        </Link>
        {toOrigin(about)} {toMatrixCaption({ pairs, options, view: "show" })}
        {drawn < pairs.length && ` Drawn are ${drawn} of its ${pairs.length} comparisons; its page has them all.`}
      </figcaption>
    </figure>
  );
}

/** In pieces of like length, each of which a phone can show. */
function cut(panel: BarPanel, perPiece: number): BarPanel[] {
  const count = Math.max(1, Math.ceil(panel.bars.length / perPiece));
  const length = Math.ceil(panel.bars.length / count);
  return Array.from({ length: count }, (_, piece) => ({
    promptSet: panel.promptSet,
    bars: panel.bars.slice(piece * length, (piece + 1) * length),
  })).filter(({ bars }) => bars.length > 0);
}

function toOrigin({ title, study, isRelease, isImported, publishedAt, votes }: Omit<Props, "pairs" | "options">) {
  const what = isRelease ? `released on ${formatDay(publishedAt)}` : "as its votes stand now";
  const of = isRelease && title !== study ? `, of the study ${study}` : "";
  return `${of}: ${formatCount(votes)} votes${isImported ? ", given elsewhere and imported" : ""}, ${what}.`;
}
