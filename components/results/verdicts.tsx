import type { PairAnalysis } from "@/lib/results/analysis-schema";

type Props = { pairs: PairAnalysis[]; reference: string | null };

/** One sentence on each comparison: the finding, then its figures. */
export function Verdicts({ pairs, reference }: Props) {
  return (
    <dl className="mt-5 mb-2 grid gap-4">
      {pairs
        .filter((pair) => pair.verdict.finding)
        .map(({ model, opponent, verdict }) => (
          <div
            key={`${model} ${opponent}`}
            className={`grid gap-x-2 ${reference === null ? "pair:grid-cols-[16rem_1fr]" : "pair:grid-cols-[7.25rem_1fr]"}`}
          >
            <dt className="text-note leading-[1.73] break-words text-muted">
              {reference === null ? `${model} v ${opponent}` : `v ${opponent}`}
            </dt>
            <dd className="text-pretty">
              <strong className="font-semibold">{verdict.finding}</strong> {verdict.figures}
            </dd>
          </div>
        ))}
    </dl>
  );
}
