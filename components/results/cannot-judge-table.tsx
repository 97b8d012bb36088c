import { findReference, hasBothBad } from "@/components/results/matrix-bars";
import { PairRows } from "@/components/results/pair-rows";
import { formatCount } from "@/components/ui/format";
import type { PairAnalysis } from "@/lib/results/analysis-schema";

/** What raters said, in counts, and where they could not say: by pair, and by which response stood first. */
export function CannotJudgeTable({ pairs }: { pairs: PairAnalysis[] }) {
  const count = (head: string, pick: (pair: PairAnalysis) => number) => ({
    head,
    show: (_: unknown, pair: PairAnalysis) => formatCount(pick(pair)),
  });
  const reference = findReference(pairs);
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
          ...(hasBothBad(pairs) ? [count("Both bad", (pair) => pair.bothBad)] : []),
          count("Worse", (pair) => pair.worse),
          count("Votes", (pair) => pair.votes),
          count("Cannot judge", (pair) => pair.cannotJudge),
          count(`${reference ?? "A"} first`, (pair) => pair.cannotJudgeWhenFirst.model),
          count(reference === null ? "B first" : "Opponent first", (pair) => pair.cannotJudgeWhenFirst.opponent),
          ...(hasUnknown ? [count("Order unknown", (pair) => pair.cannotJudgeWhenFirst.unknown)] : []),
        ]}
      />
      <p className="note mt-3 max-w-[75ch] text-pretty">
        How to read this. Answers as they were given. “Cannot judge” is outside every percentage and is no vote; the
        last columns divide it by which model’s response stood first. If it depends on that, raters may have stopped
        reading.
      </p>
    </>
  );
}
