import { PublishedMark, WhiskerMark } from "@/components/results/bar-marks";
import {
  type Bar,
  type BarPanel,
  hasRoom,
  type Part,
  placeOutside,
  placeWhiskers,
  type Segment,
} from "@/components/results/bars";
import type { Palette } from "@/components/results/palette";
import { wrapWords } from "@/components/results/wrap-words";

/** Sizes of a drawn panel; pixels. */
const PLOT_TOP = 34;
const PLOT_HEIGHT = 256;
const TITLE = 15;
const TITLE_LINE = 20;
const NOTE = 13;
const NOTE_LINE = 19;
const LABEL_LINE = 17;
const BASE = PLOT_TOP + PLOT_HEIGHT;
/** What a bar leaves of its column: room for figures and published marks beside it, or a gap. */
const BESIDE = 44;
const BETWEEN = 30;

export const PART_COLOURS: Record<Part, { fill: keyof Palette; text: keyof Palette }> = {
  better: { fill: "better", text: "onBetter" },
  tied: { fill: "tied", text: "onTied" },
  worse: { fill: "worse", text: "onWorse" },
};

/** Where in a bar its figures stand, so that its whiskers do not hide them; of the bar's width. */
export const FIGURE_AT = 0.36;

/**
 * page: bars and labels, in the interface's own face. file: with the rows under the bars, and room for whatever face
 * the reader's program puts in place of ours.
 */
type Kind = "page" | "file";
const AXIS_WIDTH: Record<Kind, number> = { page: 56, file: 88 };
const LETTER: Record<Kind, number> = { page: 0.52, file: 0.68 };

type PanelProps = { panel: BarPanel; palette: Palette; columnWidth: number; kind: Kind };
type Sized = Omit<PanelProps, "palette">;

/** Wide enough that no label is broken but at a space or a hyphen, and no narrower than `least`. */
export function toColumnWidth(panels: BarPanel[], least: number): number {
  const bars = panels.flatMap((panel) => panel.bars);
  const pieces = bars.flatMap((bar) => bar.label.join(" ").split(/\s+|(?<=-)/));
  const figures = bars.flatMap((bar) => bar.under.map((row) => row.figure));
  return Math.max(least, ...[...pieces, ...figures].map((piece) => Math.ceil(piece.length * NOTE * LETTER.file) + 10));
}

function toLabelLines({ panel, columnWidth, kind }: Sized): string[][] {
  return panel.bars.map((bar) => bar.label.flatMap((part) => wrapWords(part, columnWidth - 4, NOTE * LETTER[kind])));
}

const UNIT = "· percent of votes";

/** The prompt set's name, as broad as the panel; what the figures are stands behind it where it fits, else below. */
function toTitleLines(panel: BarPanel, width: number, kind: Kind): { name: string[]; isUnitBeside: boolean } {
  const letter = TITLE * LETTER[kind];
  const name = wrapWords(panel.promptSet, width, letter);
  const last = name.at(-1) ?? "";
  return { name, isUnitBeside: (last.length + 1 + UNIT.length) * letter <= width };
}

export function toPanelSize(props: Sized) {
  const { panel, columnWidth, kind } = props;
  const width = AXIS_WIDTH[kind] + panel.bars.length * columnWidth;
  const { name, isUnitBeside } = toTitleLines(panel, width, kind);
  // a second line of the title moves all that is below it
  const moved = (name.length - (isUnitBeside ? 1 : 0)) * TITLE_LINE;
  const labelLines = Math.max(1, ...toLabelLines(props).map((lines) => lines.length));
  const rows = kind === "file" ? (panel.bars[0]?.under.length ?? 0) : 0;
  const labelsHeight = 8 + labelLines * LABEL_LINE;
  return {
    width,
    height: moved + BASE + labelsHeight + rows * NOTE_LINE + 6,
    moved,
    rowsTop: BASE + labelsHeight + NOTE_LINE,
  };
}

const toY = (percent: number) => BASE - (percent / 100) * PLOT_HEIGHT;

/** One panel as plain SVG, with attributes only: it needs no script and no style, and stands in a page and in a file alike. */
export function PanelSvg(props: PanelProps) {
  const { panel, palette, columnWidth, kind } = props;
  const { width, moved, rowsTop } = toPanelSize(props);
  const labels = toLabelLines(props);
  const axisWidth = AXIS_WIDTH[kind];
  const names = kind === "file" ? (panel.bars[0]?.under.map((row) => row.name) ?? []) : [];
  return (
    <g fontSize={NOTE} fill={palette.ink}>
      <Title {...props} width={width} />
      <g transform={moved > 0 ? `translate(0 ${moved})` : undefined}>
        <Axis start={axisWidth} width={width} palette={palette} />
        {panel.bars.map((bar, index) => {
          const middle = axisWidth + (index + 0.5) * columnWidth;
          return (
            <g key={bar.key} textAnchor="middle">
              <Column bar={bar} middle={middle} columnWidth={columnWidth} palette={palette} />
              {labels[index]?.map((line, row) => (
                <text key={line} x={middle} y={BASE + 20 + row * LABEL_LINE} fontWeight={600}>
                  {line}
                </text>
              ))}
              {kind === "file" &&
                bar.under.map(({ name, figure }, row) => (
                  <text key={name} x={middle} y={rowsTop + row * NOTE_LINE}>
                    {figure}
                  </text>
                ))}
            </g>
          );
        })}
        {names.map((name, row) => (
          <text key={name} x={0} y={rowsTop + row * NOTE_LINE} fill={palette.muted}>
            {name}
          </text>
        ))}
      </g>
    </g>
  );
}

function Title({ panel, palette, kind, width }: PanelProps & { width: number }) {
  const { name, isUnitBeside } = toTitleLines(panel, width, kind);
  const unit = { fontWeight: 400, fill: palette.muted };
  return (
    <g fontSize={TITLE} fontWeight={600}>
      {name.map((line, row) => (
        <text key={line} x={0} y={14 + row * TITLE_LINE}>
          {line}
          {isUnitBeside && row === name.length - 1 && <tspan {...unit}>{`\u00a0${UNIT}`}</tspan>}
        </text>
      ))}
      {!isUnitBeside && (
        <text x={0} y={14 + name.length * TITLE_LINE} {...unit}>
          {UNIT.slice(2)}
        </text>
      )}
    </g>
  );
}

function Axis({ start, width, palette }: { start: number; width: number; palette: Palette }) {
  return (
    <g fill={palette.muted} textAnchor="end">
      {[0, 25, 50, 75, 100].map((percent) => (
        <g key={percent}>
          <path d={`M${start - 8} ${toY(percent)}H${width}`} stroke={percent === 0 ? palette.edge : palette.rule} />
          <text x={start - 14} y={toY(percent) + 4.5}>
            {percent}%
          </text>
        </g>
      ))}
    </g>
  );
}

type ColumnProps = { bar: Bar; middle: number; columnWidth: number; palette: Palette };

function Column({ bar, middle, columnWidth, palette }: ColumnProps) {
  const { segments } = bar;
  const width = Math.min(84, columnWidth - (bar.marks.length > 0 ? BESIDE : BETWEEN));
  const left = middle - width / 2;
  if (segments.length === 0) return <EmptyFrame {...{ bar, middle, columnWidth, palette }} />;
  const figureX = bar.whiskers.length > 0 ? left + width * FIGURE_AT : middle;
  return (
    <>
      {segments.map((segment) => (
        <SegmentSvg key={segment.part} {...{ segment, left, width, figureX, palette }} />
      ))}
      {placeOutside(segments, (100 * 15) / PLOT_HEIGHT).map(({ segment, at }) => (
        <text key={segment.part} x={left - 4} y={toY(at) + 4.5} textAnchor="end">
          {segment.figure}
        </text>
      ))}
      {placeWhiskers(bar.whiskers).map(({ low, high, at }) => (
        <WhiskerMark key={at + low} x={left + width * at} top={toY(high)} bottom={toY(low)} palette={palette} />
      ))}
      {bar.marks.map((percent) => (
        <PublishedMark key={percent} x={left + width + 3} y={toY(percent)} palette={palette} />
      ))}
    </>
  );
}

type SegmentProps = { segment: Segment; left: number; width: number; figureX: number; palette: Palette };

function SegmentSvg({ segment, left, width, figureX, palette }: SegmentProps) {
  const { part, from, percent, figure } = segment;
  const top = toY(from + percent);
  const height = Math.max(0, toY(from) - top);
  return (
    <g fill={palette[PART_COLOURS[part].text]} className="forced-color-adjust-none [print-color-adjust:exact]">
      <rect x={left} y={top} width={width} height={height} fill={palette[PART_COLOURS[part].fill]} />
      {part === "worse" && height > 1 && (
        <rect
          x={left + 0.5}
          y={top + 0.5}
          width={width - 1}
          height={height - 1}
          fill="none"
          stroke={palette.worseEdge}
        />
      )}
      {part !== "worse" && percent > 0 && (
        <path d={`M${left} ${top}h${width}`} stroke={palette.paper} strokeWidth={2} />
      )}
      {hasRoom(segment) && (
        <text x={figureX} y={top + height / 2 + 5} fontWeight={500} fontSize={14}>
          {figure}
        </text>
      )}
    </g>
  );
}

function EmptyFrame({ bar, middle, columnWidth, palette }: ColumnProps) {
  const width = Math.min(112, Math.round(columnWidth * 0.86));
  const lines = wrapWords(bar.reason ?? "No votes", width - 10, NOTE * 0.58);
  return (
    <g fill={palette.muted}>
      <rect
        x={middle - width / 2 + 0.5}
        y={PLOT_TOP + 0.5}
        width={width - 1}
        height={PLOT_HEIGHT - 1}
        fill={palette.paper}
        stroke={palette.edge}
        strokeDasharray="4 3"
      />
      {lines.map((line, row) => (
        <text key={line} x={middle} y={PLOT_TOP + PLOT_HEIGHT / 2 + (row - (lines.length - 1) / 2) * LABEL_LINE + 4}>
          {line}
        </text>
      ))}
    </g>
  );
}
