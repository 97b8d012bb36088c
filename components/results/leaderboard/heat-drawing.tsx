import { findCell, formatRate, isSure, toShade } from "@/components/results/leaderboard/heat-cells";
import { THEME as palette } from "@/components/results/palette";
import { wrapWords } from "@/components/results/wrap-words";
import { formatCount } from "@/components/ui/format";
import type { HeatCell } from "@/lib/results/analysis-schema";

/** Pixels. */
const CELL = { width: 72, height: 46 };
const LETTER = 7.4;
const LINE = 15;
/** How much of its colour a cell at 0% or 100% takes up, as on the screen. */
const FULL = 0.62;

function toFrame(models: string[]) {
  const start = Math.max(60, ...models.map((model) => Math.ceil([...model].length * LETTER) + 12));
  const heads = models.map((model) => wrapWords(model, CELL.width - 4, LETTER));
  const top = Math.max(...heads.map((lines) => lines.length), 1) * LINE + 8;
  return { start, heads, top };
}

export function toHeatSize(models: string[]): { width: number; height: number } {
  const { start, top } = toFrame(models);
  return { width: start + models.length * CELL.width, height: top + models.length * CELL.height + 2 };
}

/** The heat map for a file. */
export function HeatDrawing({ models, cells }: { models: string[]; cells: HeatCell[] }) {
  const { start, heads, top } = toFrame(models);
  return (
    <g fontSize={13} fill={palette.ink}>
      {heads.map((lines, column) =>
        lines.map((line, row) => (
          <text
            key={`${models[column]} ${line}`}
            x={start + (column + 0.5) * CELL.width}
            y={top - 8 - (lines.length - 1 - row) * LINE}
            textAnchor="middle"
            fill={palette.muted}
          >
            {line}
          </text>
        )),
      )}
      {models.map((model, row) => (
        <g key={model}>
          <text x={0} y={top + (row + 0.5) * CELL.height + 4}>
            {model}
          </text>
          {models.map((opponent, column) => (
            <Cell
              key={opponent}
              x={start + column * CELL.width}
              y={top + row * CELL.height}
              cell={model === opponent ? null : findCell(cells, model, opponent)}
            />
          ))}
        </g>
      ))}
    </g>
  );
}

function Cell({ x, y, cell }: { x: number; y: number; cell: HeatCell | null }) {
  const box = { x: x + 1, y: y + 1, width: CELL.width - 2, height: CELL.height - 2 };
  if (cell === null) return <Hatched {...box} />;
  const rate = cell.winRate.ok ? cell.winRate.value.value : null;
  const shade = rate === null ? null : toShade(rate);
  const middle = x + CELL.width / 2;
  return (
    <g textAnchor="middle">
      <rect {...box} fill={palette.paper} stroke={palette.rule} />
      {shade && <rect {...box} fill={palette[shade.side]} fillOpacity={FULL * shade.share} />}
      <text x={middle} y={y + 20} fontSize={14} fontWeight={isSure(cell.winRate) ? 700 : 400}>
        {rate === null ? "–" : formatRate(rate)}
      </text>
      <text x={middle} y={y + 36} fontSize={12}>
        {formatCount(cell.votes)}
      </text>
    </g>
  );
}

/** Lines and not a pattern: few programs read patterns as they are meant. */
function Hatched({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  const step = 8;
  const lines = Array.from({ length: Math.floor((width + height) / step) }, (_, index) => (index + 1) * step);
  const path = lines.map((at) => {
    const [fromX, fromY] = [x + Math.max(0, at - height), y + Math.min(at, height)];
    const [toX, toY] = [x + Math.min(at, width), y + Math.max(0, at - width)];
    return `M${fromX} ${fromY}L${toX} ${toY}`;
  });
  return <path d={path.join("")} stroke={palette.rule} fill="none" />;
}
