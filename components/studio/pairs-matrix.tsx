"use client";

import type { Parts } from "@/components/studio/use-parts";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { formatCounted } from "@/components/ui/format";
import { isSamePair } from "@/lib/studies/pairs";

type Props = { parts: Parts; error?: string };

/** Who meets whom: a box where a row's model crosses a column's. The reference stands in the first row. */
export function PairsMatrix({ parts, error }: Props) {
  const { models, reference, pairs, choosePairs } = parts;
  if (models.length < 2) return null;
  const alone = models.filter((name) => !pairs.some((pair) => pair.includes(name)));
  return (
    <fieldset aria-describedby={error ? "pairs-error" : undefined} className="grid justify-items-start gap-2">
      <legend className="font-medium">Pairs that meet</legend>
      <input type="hidden" name="hasPairs" value="yes" />
      <div className="flex flex-wrap gap-2">
        <Button look="quiet" onClick={() => choosePairs("all")}>
          All pairs
        </Button>
        {reference !== "" && (
          <Button look="quiet" onClick={() => choosePairs("reference")}>
            With the reference
          </Button>
        )}
        <Button look="quiet" onClick={() => choosePairs("chosen")}>
          None
        </Button>
      </div>
      <Matrix parts={parts} />
      <p role="status" className="note">
        {formatCounted(pairs.length, "pair")}.{" "}
        {alone.length > 0 && `${alone.join(", ")}: no pair yet. Tick one, or take the model out.`}
      </p>
      <FieldError name="pairs" error={error} />
    </fieldset>
  );
}

function Matrix({ parts: { models, reference, pairs, togglePair } }: { parts: Parts }) {
  const columns = models.slice(1);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls a focused region with the arrow keys
    <section className="max-w-full overflow-x-auto" tabIndex={0} aria-label="Matrix of pairs">
      <table className="border-collapse">
        <thead>
          <tr>
            <td />
            {columns.map((name, index) => (
              <th key={name} scope="col" className="w-target px-1 text-center font-medium" title={name}>
                <span aria-hidden="true">{index + 2}</span>
                <span className="sr-only">{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {models.map((row, at) => (
            <tr key={row} className="border-t border-rule">
              <th scope="row" className="max-w-56 py-1 pe-4 text-start font-normal break-words">
                <span className="note me-2 inline-block min-w-4">{at + 1}</span>
                {row}
                {row === reference && <span className="note"> reference</span>}
              </th>
              {columns.map((column, place) => (
                <td key={column} className="p-0 text-center">
                  {place >= at && (
                    <label className="inline-flex size-target cursor-pointer items-center justify-center">
                      <input
                        type="checkbox"
                        name="pairs"
                        className="size-5 accent-accent"
                        aria-label={`${row} against ${column}`}
                        value={JSON.stringify([row, column])}
                        checked={pairs.some((pair) => isSamePair(pair, [row, column]))}
                        onChange={() => togglePair([row, column])}
                      />
                    </label>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
