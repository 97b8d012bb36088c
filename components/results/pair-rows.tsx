import type { ReactNode } from "react";
import { findReference } from "@/components/results/matrix-bars";
import { PairGroups } from "@/components/results/pair-groups";
import { Table } from "@/components/ui/table";
import type { Figure, PairAnalysis } from "@/lib/results/analysis-schema";

type Props<T> = {
  label: string;
  pairs: PairAnalysis[];
  of: (pair: PairAnalysis) => Figure<T>;
  columns: { head: string; show: (value: T, pair: PairAnalysis) => ReactNode }[];
};

/** A table with a row a comparison; where there is no figure, the reason stands in its place. */
export function PairRows<T>({ label, pairs, of, columns }: Props<T>) {
  const reference = findReference(pairs);
  return (
    <Table label={`${label}, scrolls sideways`}>
      <thead>
        <tr>
          <th scope="col" className="start">
            {reference === null ? "A v B" : `${reference} v`}
          </th>
          {columns.map(({ head }) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <PairGroups pairs={pairs} columns={1 + columns.length}>
        {(pair) => {
          const figure = of(pair);
          if (figure.ok) return columns.map(({ head, show }) => <td key={head}>{show(figure.value, pair)}</td>);
          return (
            <td className="prose text-muted" colSpan={columns.length}>
              {figure.reason}
            </td>
          );
        }}
      </PairGroups>
    </Table>
  );
}
