import { formatPoints, formatRange } from "@/components/results/format-figures";
import { PairRows } from "@/components/results/pair-rows";
import { formatCount } from "@/components/ui/format";
import type { Fragility, PairAnalysis } from "@/lib/results/analysis-schema";

/** How few votes, raters or prompts each finding rests on. */
export function FirmnessTable({ pairs, method }: { pairs: PairAnalysis[]; method?: string }) {
  return (
    <>
      <PairRows
        label="How firm each finding is"
        pairs={pairs}
        of={(pair) => pair.fragility}
        columns={[
          { head: "Votes to turn it", show: ({ votes }) => formatFewest(votes) },
          { head: "Raters to turn it", show: ({ raters }) => formatFewest(raters) },
          { head: "Prompts to turn it", show: ({ prompts }) => formatFewest(prompts) },
          { head: "Without one rater", show: ({ withoutOneRater }) => formatRange(withoutOneRater, formatPoints) },
          { head: "Without one prompt", show: ({ withoutOnePrompt }) => formatRange(withoutOnePrompt, formatPoints) },
        ]}
      />
      <p className="note mt-3 max-w-[75ch] text-pretty">
        How to read this. {method} “None”: no removal turns it. On the right: the smallest and the largest difference in
        points, better minus worse, when one rater or one prompt is left out.
      </p>
    </>
  );
}

function formatFewest(count: Fragility["votes"]): string {
  return count === null ? "None" : formatCount(count);
}
