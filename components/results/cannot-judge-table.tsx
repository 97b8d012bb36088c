import { PairRows } from "@/components/results/pair-rows";
import { formatCount } from "@/components/ui/format";
import type { PairAnalysis } from "@/lib/results/analysis-schema";

/** What raters said, in counts, and where they could not say: by pair, and by which response stood first. */
export function CannotJudgeTable({ pairs, offersBothBad }: { pairs: PairAnalysis[]; offersBothBad: boolean }) {
  const count = (head: string, pick: (pair: PairAnalysis) => number) => ({
    head,
    show: (_: unknown, pair: PairAnalysis) => formatCount(pick(pair)),
  });
  const hasUnknown = pairs.some((pair) => pair.cannotJudgeWhenFirst.unknown > 0);
  return (
    <>
      <PairRows
        label="Counts of every answer"
        pairs={pairs}
        of={() => ({ ok: true, value: null })}
        columns={[
          count("Better", (pair) => pair.better),
          count("Equally good", (pair) => pair.tied),
          ...(offersBothBad ? [count("Both bad", (pair) => pair.bothBad)] : []),
          count("Worse", (pair) => pair.worse),
          count("Cannot judge", (pair) => pair.cannotJudge),
          count("with the model first", (pair) => pair.cannotJudgeWhenFirst.model),
          count("with the opponent first", (pair) => pair.cannotJudgeWhenFirst.opponent),
          ...(hasUnknown ? [count("order unknown", (pair) => pair.cannotJudgeWhenFirst.unknown)] : []),
        ]}
      />
      <p className="note mt-3 max-w-[75ch] text-pretty">
        How to read this. Votes as they were cast. “Cannot judge” is outside every percentage; if it depends on which
        response stood first, raters may have stopped reading.
      </p>
    </>
  );
}
