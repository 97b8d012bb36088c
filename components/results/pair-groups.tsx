import type { ReactNode } from "react";
import { findReference } from "@/components/results/matrix-bars";
import type { PairAnalysis } from "@/lib/results/analysis-schema";

type Props = {
  pairs: PairAnalysis[];
  /** Of the whole table. */
  columns: number;
  /** The cells of a row after its name. */
  children: (pair: PairAnalysis) => ReactNode;
};

/** The rows of a table of comparisons, prompt set by prompt set. */
export function PairGroups({ pairs, columns, children }: Props) {
  const reference = findReference(pairs);
  return [...new Set(pairs.map((pair) => pair.promptSet))].map((promptSet) => (
    <tbody key={promptSet}>
      <tr className="group">
        <th scope="rowgroup" colSpan={columns}>
          {promptSet}
        </th>
      </tr>
      {pairs
        .filter((pair) => pair.promptSet === promptSet)
        .map((pair) => (
          <tr key={`${pair.model} ${pair.opponent}`}>
            <th scope="row">{reference === null ? `${pair.model} v ${pair.opponent}` : pair.opponent}</th>
            {children(pair)}
          </tr>
        ))}
    </tbody>
  ));
}
