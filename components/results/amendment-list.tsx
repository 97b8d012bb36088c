import { formatDay } from "@/components/ui/format";
import { TextDiff } from "@/components/ui/text-diff";

type Amendment = {
  number: number;
  /** ISO 8601. */
  at: string;
  sentence: string;
  reason: string;
  hash: string;
  diff: Parameters<typeof TextDiff>[0]["parts"] | null;
};

/** What was changed since the protocol was frozen, for whoever reads its results. */
export function AmendmentList({ amendments }: { amendments: Amendment[] }) {
  return (
    <ol className="grid max-w-[44rem] grid-cols-1 gap-6">
      {amendments.map(({ number, at, sentence, reason, hash, diff }) => (
        <li key={number} className="grid grid-cols-1 gap-1">
          <p>
            <strong className="font-semibold">Amendment {number}</strong>,{" "}
            <time dateTime={at}>{formatDay(new Date(at))}</time>. {sentence}
          </p>
          <p dir="auto" className="break-words">
            Reason: {reason}
          </p>
          {diff && (
            <details>
              <summary className="min-h-target content-center">What was changed</summary>
              <TextDiff parts={diff} />
            </details>
          )}
          <p className="note">
            Hash <span className="mono break-all">{hash}</span>
          </p>
        </li>
      ))}
    </ol>
  );
}

/** The same under the results, where there are any. */
export function AmendmentsSection({ amendments }: { amendments: Amendment[] }) {
  if (amendments.length === 0) return null;
  return (
    <section aria-labelledby="amendments-head" className="grid gap-4 pt-12">
      <h2 id="amendments-head">Amendments</h2>
      <AmendmentList amendments={amendments} />
    </section>
  );
}
