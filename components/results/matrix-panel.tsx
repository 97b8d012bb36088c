import type { CSSProperties } from "react";
import type { Bar, BarPanel, PartNames } from "@/components/results/bars";
import { MatrixChart } from "@/components/results/matrix-chart";
import { cutPanel, MatrixDrawing } from "@/components/results/matrix-drawing";
import { describePanel } from "@/components/results/matrix-words";

/** So many columns fit a phone; with more the panel scrolls sideways, and must be reached by the keyboard. */
const COLUMNS_THAT_FIT = 3;

/** Wide enough that no word of a label is broken. em of the interface's size. */
function toLeastColumn({ bars }: BarPanel): string {
  const words = bars.flatMap((bar) => bar.label.join(" ").split(" "));
  const longest = Math.max(0, ...words.map((word) => word.length));
  return bars.length <= COLUMNS_THAT_FIT ? "0" : `max(5.5rem, ${(longest * 0.53 + 0.75).toFixed(2)}rem)`;
}

/** One prompt set's bars, in as many rows as they need. */
export function MatrixPanel({ panel, names }: { panel: BarPanel; names: PartNames }) {
  return (
    <div className="grid gap-8 *:min-w-0">
      {cutPanel(panel).map((row) => (
        <BarRow key={row.promptSet} row={row} names={names} />
      ))}
    </div>
  );
}

/** Bars with axis and counts. Without scripts and on paper a drawing stands in their place. */
function BarRow({ row, names }: { row: BarPanel; names: PartNames }) {
  const scrolls = row.bars.length > COLUMNS_THAT_FIT;
  const sizes = { "--bars": row.bars.length, "--column": toLeastColumn(row) } as CSSProperties;
  return (
    <div>
      <h3 className="pb-4 noscript:sr-only print:sr-only">
        {row.promptSet} <span className="font-normal text-muted">· percent of votes</span>
      </h3>
      <div
        className="relative overflow-x-auto py-2"
        {...(scrolls && { role: "region", tabIndex: 0, "aria-label": `${row.promptSet}, scrolls sideways` })}
      >
        <div
          className="min-w-[calc(var(--axis)+var(--bars)*var(--column))] [--axis:4.5rem] pair:[--axis:5.5rem] print:min-w-0"
          style={sizes}
        >
          <div role="img" aria-label={describePanel(row, names)}>
            <Plot panel={row} />
            <MatrixDrawing panel={row} />
          </div>
          <UnderBars panel={row} />
        </div>
      </div>
    </div>
  );
}

function Plot({ panel }: { panel: BarPanel }) {
  return (
    <div className="relative ms-(--axis) h-72 border-b border-edge pair:h-84 noscript:hidden print:hidden">
      <div className="absolute inset-y-0 end-full text-note text-muted">
        {[0, 25, 50, 75, 100].map((percent) => (
          <span
            key={percent}
            className="absolute end-2.5 translate-y-1/2 leading-none"
            style={{ bottom: `${percent}%` }}
          >
            {percent}%
          </span>
        ))}
      </div>
      <MatrixChart bars={panel.bars} />
      <div className="pointer-events-none absolute inset-0 grid grid-cols-[repeat(var(--bars),minmax(0,1fr))]">
        {panel.bars.map((bar) => (
          <EmptyFrame key={bar.key} bar={bar} />
        ))}
      </div>
    </div>
  );
}

function EmptyFrame({ bar }: { bar: Bar }) {
  if (bar.segments.length > 0) return <span />;
  return (
    <span className="mx-auto grid w-full max-w-32 place-items-center border border-dashed border-edge bg-paper p-1.5 text-center text-note text-muted [inline-size:86%]">
      {bar.reason ?? "No votes"}
    </span>
  );
}

function UnderBars({ panel }: { panel: BarPanel }) {
  const rows = panel.bars[0]?.under ?? [];
  return (
    <table className="w-full table-fixed border-collapse text-center text-note noscript:sr-only print:sr-only [&_th]:font-normal">
      <colgroup>
        <col className="w-(--axis)" />
        {panel.bars.map((bar) => (
          <col key={bar.key} />
        ))}
      </colgroup>
      <thead>
        <tr className="align-top text-ui">
          <td />
          {panel.bars.map((bar) => (
            <th key={bar.key} scope="col" className="break-words px-0.5 pt-2.5 pb-1.5 font-semibold!">
              {bar.label.map((part) => (
                <span key={part} className="block">
                  {part}
                </span>
              ))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, isPublished }, index) => (
          <tr
            key={name}
            className={isPublished ? "text-muted [&>*]:border-t [&>*]:border-rule [&>*]:py-2 [&>*]:pt-2" : ""}
          >
            <th scope="row" className="sticky start-0 bg-paper py-0.5 text-start text-muted">
              {name}
            </th>
            {panel.bars.map((bar) => (
              <td key={bar.key}>{bar.under[index]?.figure}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
