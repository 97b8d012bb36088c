import type { CSSProperties } from "react";
import { describePanel, formatPublished, type Legend, toLabel, toLabelParts } from "@/components/results/bars";
import { MatrixChart } from "@/components/results/matrix-chart";
import { StaticBars } from "@/components/results/static-bars";
import { formatCount } from "@/components/ui/format";
import type { MatrixBar, MatrixPanel as Panel } from "@/lib/results/schema";

/** So many columns fit a phone; with more the panel scrolls sideways, and must be reached by the keyboard. */
const COLUMNS_THAT_FIT = 3;

/** Wide enough that no word of a label is broken. em of the interface's size. */
function toLeastColumn(panel: Panel): string {
  const words = panel.bars.flatMap((bar) => toLabel(bar, panel.reference).split(" "));
  const longest = Math.max(0, ...words.map((word) => word.length));
  return panel.bars.length <= COLUMNS_THAT_FIT ? "0" : `max(5.5rem, ${(longest * 0.53 + 0.75).toFixed(2)}rem)`;
}

export function MatrixPanel({ panel, legend }: { panel: Panel; legend: Legend }) {
  const scrolls = panel.bars.length > COLUMNS_THAT_FIT;
  const sizes = { "--bars": panel.bars.length, "--column": toLeastColumn(panel) } as CSSProperties;
  return (
    <section aria-label={panel.promptSet}>
      <h3 className="pb-4">
        {panel.promptSet} <span className="font-normal text-muted">· percent of votes</span>
      </h3>
      <div
        className="overflow-x-auto py-2"
        {...(scrolls && { role: "region", tabIndex: 0, "aria-label": `${panel.promptSet}, scrolls sideways` })}
      >
        <div
          className="min-w-[calc(var(--axis)+var(--bars)*var(--column))] [--axis:4.5rem] pair:[--axis:5.5rem] print:min-w-0"
          style={sizes}
        >
          <Plot panel={panel} legend={legend} />
          <UnderBars panel={panel} />
        </div>
      </div>
    </section>
  );
}

function Plot({ panel, legend }: { panel: Panel; legend: Legend }) {
  return (
    <div
      className="relative ms-(--axis) h-72 border-b border-edge pair:h-84 print:h-84"
      role="img"
      aria-label={describePanel(panel, legend)}
    >
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
      <div className="size-full print:hidden">
        <MatrixChart bars={panel.bars} />
      </div>
      <StaticBars bars={panel.bars} />
      <div className="pointer-events-none absolute inset-0 grid grid-cols-[repeat(var(--bars),minmax(0,1fr))]">
        {panel.bars.map((bar) => (
          <EmptyFrame key={`${bar.model} ${bar.opponent}`} bar={bar} />
        ))}
      </div>
    </div>
  );
}

function EmptyFrame({ bar }: { bar: MatrixBar }) {
  if (bar.votes > 0) return <span />;
  return (
    <span className="mx-auto grid w-full max-w-32 place-items-center border border-dashed border-edge bg-paper p-1.5 text-center text-note text-muted [inline-size:86%]">
      {bar.reason ?? "No votes"}
    </span>
  );
}

const COUNTS = [
  { name: "Votes", of: (bar: MatrixBar) => bar.votes },
  { name: "Raters", of: (bar: MatrixBar) => bar.raters },
  { name: "Prompts", of: (bar: MatrixBar) => bar.prompts },
];

function UnderBars({ panel }: { panel: Panel }) {
  return (
    <table className="w-full table-fixed border-collapse text-center text-note [&_th]:font-normal">
      <colgroup>
        <col className="w-(--axis)" />
        {panel.bars.map((bar) => (
          <col key={`${bar.model} ${bar.opponent}`} />
        ))}
      </colgroup>
      <thead>
        <tr className="align-top text-ui">
          <td />
          {panel.bars.map((bar) => (
            <th
              key={`${bar.model} ${bar.opponent}`}
              scope="col"
              className="break-words px-0.5 pt-2.5 pb-1.5 font-semibold!"
            >
              {toLabelParts(bar, panel.reference).map((part) => (
                <span key={part} className="block">
                  {part}
                </span>
              ))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {COUNTS.map(({ name, of }) => (
          <tr key={name}>
            <th scope="row" className="sticky start-0 bg-paper py-0.5 text-start text-muted">
              {name}
            </th>
            {panel.bars.map((bar) => (
              <td key={`${bar.model} ${bar.opponent}`}>{formatCount(of(bar))}</td>
            ))}
          </tr>
        ))}
        {panel.bars.some((bar) => bar.published) && (
          <tr className="text-muted [&>*]:border-t [&>*]:border-rule [&>*]:py-2 [&>*]:pt-2">
            <th scope="row" className="sticky start-0 bg-paper text-start">
              Published
            </th>
            {panel.bars.map((bar) => (
              <td key={`${bar.model} ${bar.opponent}`}>{formatPublished(bar)}</td>
            ))}
          </tr>
        )}
      </tbody>
    </table>
  );
}
