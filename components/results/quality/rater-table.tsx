import Link from "next/link";
import type { ReactNode } from "react";
import { formatP, formatPercent } from "@/components/results/format-figures";
import type { Unusual } from "@/components/results/quality/find-unusual";
import { WarningIcon } from "@/components/results/quality/finding-icons";
import { RATER_SORTS, type RaterSort } from "@/components/results/quality/sort-raters";
import { formatCount, formatDuration } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import type { RaterRow } from "@/lib/results/analysis-schema";

type Column = { head: string; show: (rater: RaterRow) => ReactNode };

const NONE = <span className="text-muted">–</span>;

function orNone<T>(value: T | null, format: (value: T) => ReactNode): ReactNode {
  return value === null ? NONE : format(value);
}

const toPercent = (share: number) => formatPercent(share, 0);

const COLUMNS: Record<(typeof RATER_SORTS)[number], Column> = {
  votes: { head: "Votes", show: ({ votes }) => formatCount(votes) },
  cannotJudge: { head: "Cannot judge", show: ({ cannotJudge }) => formatCount(cannotJudge) },
  agreement: { head: "Agrees", show: ({ agreement }) => orNone(agreement, toPercent) },
  accuracy: { head: "Accuracy", show: ({ accuracy }) => orNone(accuracy, toPercent) },
  tieRate: { head: "Ties", show: ({ tieRate }) => orNone(tieRate, toPercent) },
  firstRate: { head: "First chosen", show: showFirst },
  medianDecisionMs: { head: "Median time", show: ({ medianDecisionMs }) => orNone(medianDecisionMs, formatDuration) },
};

function showFirst({ firstRate, firstP }: RaterRow): ReactNode {
  return orNone(firstRate, (share) => (
    <>
      {toPercent(share)} {firstP !== null && <span className="note">p {formatP(firstP)}</span>}
    </>
  ));
}

/** What the study's page knows of raters beside their votes. */
export type FurtherColumn = { head: string; show: (pseudonym: string) => ReactNode };

type Props = {
  raters: RaterRow[];
  unusual: Map<string, Unusual[]>;
  sort: RaterSort | null;
  /** The same page, sorted so. */
  toHref: (sort: RaterSort) => string;
  /** Columns that have a figure for nobody are left out, as the time in an imported study. */
  further?: FurtherColumn[];
  exclusionReasons?: Map<string, string>;
  /** A rater's own page. */
  toRater?: (pseudonym: string) => string;
};

/** Raters by pseudonym. Heads are links that sort; the page needs no script. */
export function RaterTable({ raters, unusual, sort, toHref, further = [], exclusionReasons, toRater }: Props) {
  const columns = RATER_SORTS.filter((by) => raters.some((rater) => rater[by] !== null));
  return (
    <Table label="Raters, scrolls sideways">
      <thead>
        <tr>
          <th scope="col" className="start">
            Rater
          </th>
          {columns.map((by) => (
            <SortHead key={by} by={by} sort={sort} toHref={toHref} />
          ))}
          {further.map(({ head }) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {raters.map((rater) => (
          <tr key={rater.pseudonym}>
            <th scope="row">
              <RaterName
                rater={rater}
                reason={exclusionReasons?.get(rater.pseudonym)}
                href={toRater?.(rater.pseudonym)}
              />
              {unusual.get(rater.pseudonym)?.map(({ kind, words }) => (
                <span key={kind} className="block min-w-56 max-w-[26rem] whitespace-normal font-normal text-note">
                  <WarningIcon />
                  {words}
                </span>
              ))}
            </th>
            {columns.map((by) => (
              <td key={by}>{COLUMNS[by].show(rater)}</td>
            ))}
            {further.map(({ head, show }) => (
              <td key={head}>{show(rater.pseudonym)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function RaterName({ rater, reason, href }: { rater: RaterRow; reason?: string; href?: string }) {
  const name = <span className="mono">{rater.pseudonym}</span>;
  return (
    <>
      {href && rater.kind === "human" ? (
        <Link href={href} prefetch={false}>
          {name}
        </Link>
      ) : (
        name
      )}
      {rater.kind === "model" && <span className="note ms-2">Model</span>}
      {rater.isExcluded && <span className="note ms-2">{reason ? `Excluded: ${reason}` : "Excluded"}</span>}
    </>
  );
}

function SortHead({ by, sort, toHref }: Pick<Props, "sort" | "toHref"> & { by: RaterSort["by"] }) {
  const isSorted = sort?.by === by;
  const next = isSorted && sort.order === "desc" ? "asc" : "desc";
  return (
    <th scope="col" aria-sort={isSorted ? (sort.order === "asc" ? "ascending" : "descending") : undefined}>
      <Link
        href={toHref({ by, order: next })}
        prefetch={false}
        scroll={false}
        className="inline-flex min-h-6 items-center justify-end gap-1 text-muted no-underline hover:text-ink hover:underline aria-[current]:text-ink"
        aria-current={isSorted || undefined}
      >
        {COLUMNS[by].head}
        <span aria-hidden="true" className="w-2 text-center">
          {isSorted ? (sort.order === "asc" ? "↑" : "↓") : ""}
        </span>
      </Link>
    </th>
  );
}
