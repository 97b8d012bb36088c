import { formatDecimal, formatPoints, formatRange } from "@/components/results/format-figures";
import { PairRows } from "@/components/results/pair-rows";
import type { PairAnalysis } from "@/lib/results/analysis-schema";

type Method = PairAnalysis["comparedIntervals"][number]["method"];

const NAMES: Record<Method, string> = {
  independent_votes: "Votes as independent",
  cluster_bootstrap: "Bootstrap",
};

/** The difference's interval beside what other methods make of the same votes. */
export function ComparedIntervals({ pairs, described }: { pairs: PairAnalysis[]; described: (string | undefined)[] }) {
  const methods = (Object.keys(NAMES) as Method[]).filter((method) =>
    pairs.some((pair) => pair.comparedIntervals.some((compared) => compared.method === method)),
  );
  return (
    <>
      <PairRows
        label="Intervals of the difference by method"
        pairs={pairs}
        of={(pair) => pair.difference}
        columns={[
          { head: "Difference", show: ({ value }) => formatPoints(value) },
          { head: "95% interval", show: ({ interval }) => formatRange(interval, formatPoints) },
          {
            head: "t, degrees of freedom",
            show: ({ degreesOfFreedom }) => (degreesOfFreedom === null ? "normal" : formatDecimal(degreesOfFreedom, 1)),
          },
          ...methods.map((method) => ({
            head: NAMES[method],
            show: (_: unknown, pair: PairAnalysis) => show(pair, method),
          })),
        ]}
      />
      <p className="note mt-3 max-w-[75ch] text-pretty">
        How to read this. The figures of this page rest on the interval in the fourth column. The others stand beside it
        and are not used: votes share raters and prompts, so that intervals which take them as independent are mostly
        too narrow. {described.join(" ")}
      </p>
    </>
  );
}

function show(pair: PairAnalysis, method: Method) {
  const compared = pair.comparedIntervals.find((one) => one.method === method)?.interval;
  if (!compared) return "–";
  return compared.ok ? formatRange(compared.value, formatPoints) : <span className="note">{compared.reason}</span>;
}
