import type { ReactNode } from "react";
import { formatEstimate, formatMargin } from "@/components/results/format-estimate";
import { formatDecimal, formatP, formatPoints } from "@/components/results/format-figures";
import {
  findReference,
  formatPublished,
  hasBothBad,
  RATE_NAMES,
  type TieView,
  toWeights,
} from "@/components/results/matrix-bars";
import { PairGroups } from "@/components/results/pair-groups";
import { formatCount } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import type { Estimated, Figure, PairAnalysis } from "@/lib/results/analysis-schema";
import { toShares } from "@/lib/stats/shares";

type Column = { head: string; of: (pair: PairAnalysis) => ReactNode };
type Props = { pairs: PairAnalysis[]; view: TieView };

/** The figure's numbers, each with its margin of error. It is there without a script. */
export function MatrixTable({ pairs, view }: Props) {
  const reference = findReference(pairs);
  const shares = toShareColumns(reference, hasBothBad(pairs));
  const columns = [...toEstimateColumns(view), ...toCountColumns(pairs)];
  return (
    <Table
      label="Results, scrolls sideways"
      className="print:text-note print:[&_:is(td,th)]:px-1 print:[&_:is(td,th)]:whitespace-normal"
    >
      <thead>
        <tr>
          <th scope="col" className="start">
            {reference === null ? "A v B" : `${reference} v`}
          </th>
          {[...shares, ...columns].map(({ head }) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <PairGroups pairs={pairs} columns={1 + shares.length + columns.length}>
        {(pair) => (
          <>
            {pair.votes === 0 ? (
              <td className="prose text-muted" colSpan={shares.length}>
                {pair.reason ?? "No votes."}
              </td>
            ) : (
              shares.map(({ head, of }) => <td key={head}>{of(pair)}</td>)
            )}
            {columns.map(({ head, of }) => (
              <td key={head}>{of(pair)}</td>
            ))}
          </>
        )}
      </PairGroups>
    </Table>
  );
}

function toShareColumns(reference: string | null, withBothBad: boolean): Column[] {
  const bothBad = { head: "Both bad, %", of: (pair: PairAnalysis) => formatShare(pair.bothBad, pair.votes) };
  return [
    { head: reference === null ? "A better, %" : "Better, %", of: (pair) => <Share pair={pair} part={0} /> },
    { head: withBothBad ? "Tied or both bad, %" : "Tied, %", of: (pair) => <Share pair={pair} part={1} /> },
    ...(withBothBad ? [bothBad] : []),
    { head: reference === null ? "B better, %" : "Worse, %", of: (pair) => <Share pair={pair} part={2} /> },
  ];
}

function formatShare(count: number, votes: number): string {
  return formatDecimal((100 * count) / votes, 1);
}

/** Rounded so that a row's three add to 100; better, on which all hangs, with its margin. */
function Share({ pair, part }: { pair: PairAnalysis; part: 0 | 1 | 2 }) {
  const { better = 0, tied = 0, worse = 0 } = toWeights(pair, "show");
  const share = toShares([better, tied, worse], 1)[part];
  return (
    <>
      {share?.toFixed(1)} {part === 0 && pair.betterShare.ok && <Margin of={pair.betterShare.value} />}
    </>
  );
}

function Margin({ of }: { of: Estimated }) {
  return <span className="note">{formatMargin(of)}</span>;
}

function Rate({ of }: { of: Figure<Estimated> }) {
  if (!of.ok) return <None reason={of.reason} />;
  const [value, ...margin] = formatEstimate(of.value).split(" ");
  return (
    <>
      {value} <span className="note">{margin.join(" ")}</span>
    </>
  );
}

function None({ reason }: { reason: string }) {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="sr-only">{reason}</span>
    </>
  );
}

function Difference({ of }: { of: Figure<Estimated> }) {
  if (!of.ok) return <None reason={of.reason} />;
  return (
    <>
      {formatPoints(of.value.value)} <Margin of={of.value} />
    </>
  );
}

function toEstimateColumns(view: TieView): Column[] {
  return [
    { head: "Better or tied, %", of: (pair) => <Rate of={pair.betterOrTied} /> },
    ...(view === "half" || view === "dropped"
      ? [
          {
            head: `${RATE_NAMES[view]}, %`,
            of: (pair: PairAnalysis) => <Rate of={pair.winRate} />,
          },
        ]
      : []),
    { head: "Difference", of: (pair) => <Difference of={pair.difference} /> },
    { head: "Holm p", of: ({ holmP }) => (holmP.ok ? formatP(holmP.value) : <None reason={holmP.reason} />) },
  ];
}

function toCountColumns(pairs: PairAnalysis[]): Column[] {
  const published = {
    head: "Published",
    of: (pair: PairAnalysis) => <span className="note">{formatPublished(pair.published)}</span>,
  };
  return [
    { head: "Votes", of: (pair) => formatCount(pair.votes) },
    { head: "Raters", of: (pair) => formatCount(pair.raters) },
    { head: "Prompts", of: (pair) => formatCount(pair.prompts) },
    ...(pairs.some((pair) => pair.published) ? [published] : []),
  ];
}
