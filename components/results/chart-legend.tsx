import type { ReactNode } from "react";

/** What an entry's mark is drawn in; pixels. */
export const MARK_HEIGHT = 14;

export type LegendEntry = {
  label: string;
  /** Plain SVG from attributes, colours from THEME, in a box `width` wide and 14 high. */
  mark: ReactNode;
  width?: number;
};

/** Beside a chart, in the page and in its files. */
export function ChartLegend({ entries }: { entries: LegendEntry[] }) {
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1.5 text-note" aria-label="Legend" data-legend="">
      {entries.map(({ label, mark, width = MARK_HEIGHT }) => (
        <li key={label} className="inline-flex items-center gap-2">
          <svg
            viewBox={`0 0 ${width} ${MARK_HEIGHT}`}
            width={width}
            height={MARK_HEIGHT}
            className="flex-none forced-color-adjust-none"
            aria-hidden="true"
          >
            {mark}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
