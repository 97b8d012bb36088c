import { formatPublished } from "@/components/results/bars";
import { formatCount } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import type { MatrixBar, StudyMatrix } from "@/lib/results/schema";
import { toShares } from "@/lib/stats/shares";

type Column = { head: string; count: (bar: MatrixBar) => number };

function toColumns(reference: string | null, offersBothBad: boolean): Column[] {
  return [
    { head: reference === null ? "A better" : "Better", count: (bar) => bar.better },
    { head: "Equally good", count: (bar) => bar.tied },
    ...(offersBothBad ? [{ head: "Both bad", count: (bar: MatrixBar) => bar.bothBad }] : []),
    { head: reference === null ? "B better" : "Worse", count: (bar) => bar.worse },
  ];
}

/** The figure's numbers, whole: a count and a percentage each. It is there without a script. */
export function MatrixTable({ matrix }: { matrix: StudyMatrix }) {
  const reference = matrix.panels[0]?.reference ?? null;
  const columns = toColumns(reference, matrix.offersBothBad);
  const bars = matrix.panels.flatMap((panel) => panel.bars);
  const hasPublished = bars.some((bar) => bar.published !== null);
  const hasUnjudged = bars.some((bar) => bar.cannotJudge > 0);
  return (
    <Table label="Results, scrolls sideways" className="print:text-note print:[&_:is(td,th)]:px-1">
      <thead>
        <tr>
          <th scope="col" className="start">
            Prompt set
          </th>
          <th scope="col" className="start">
            {reference === null ? "A v B" : `${reference} v`}
          </th>
          {columns.map(({ head }) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
          <th scope="col">Votes</th>
          <th scope="col">Raters</th>
          <th scope="col">Prompts</th>
          {hasUnjudged && <th scope="col">Cannot judge</th>}
          {hasPublished && <th scope="col">Published by BAIR, %</th>}
        </tr>
      </thead>
      <tbody>
        {matrix.panels.map((panel) =>
          panel.bars.map((bar) => (
            <tr key={`${panel.promptSet} ${bar.model} ${bar.opponent}`}>
              <th scope="row">{panel.promptSet}</th>
              <td className="start">{reference === null ? `${bar.model} v ${bar.opponent}` : bar.opponent}</td>
              <Shares bar={bar} columns={columns} />
              <td>{formatCount(bar.votes)}</td>
              <td>{formatCount(bar.raters)}</td>
              <td>{formatCount(bar.prompts)}</td>
              {hasUnjudged && <td>{formatCount(bar.cannotJudge)}</td>}
              {hasPublished && <td className="text-muted">{formatPublished(bar)}</td>}
            </tr>
          )),
        )}
      </tbody>
    </Table>
  );
}

function Shares({ bar, columns }: { bar: MatrixBar; columns: Column[] }) {
  if (bar.votes === 0) {
    return (
      <td className="prose text-muted" colSpan={columns.length}>
        {bar.reason ?? "No votes."}
      </td>
    );
  }
  const counts = columns.map(({ count }) => count(bar));
  const shares = toShares(counts, 1);
  return columns.map(({ head }, index) => (
    <td key={head}>
      {shares[index]?.toFixed(1)}%{" "}
      <span className="note inline-block min-w-[3.5ch]">{formatCount(counts[index] ?? 0)}</span>
    </td>
  ));
}
