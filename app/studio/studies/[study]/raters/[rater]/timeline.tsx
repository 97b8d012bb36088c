import { formatCount, formatDuration } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import type { RaterVote } from "@/lib/quality/queries/get-rater";

const WORDS: Record<RaterVote["choice"], string> = {
  first: "First",
  second: "Second",
  tie: "Tie",
  both_bad: "Both bad",
  cannot_judge: "Cannot judge",
};

/** A rater's votes one after the other, checks with what they should be and repeats with what was said before. */
export function Timeline({ votes }: { votes: RaterVote[] }) {
  return (
    <section aria-labelledby="timeline-head" className="grid gap-4">
      <h2 id="timeline-head">Votes in order</h2>
      <Table label="Votes in order, scrolls sideways">
        <thead>
          <tr>
            {["Pair", "Purpose", "Prompt", "Choice", "Expected or before", "Time"].map((head) => (
              <th key={head} scope="col" className="start">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {votes.map((vote) => (
            <tr key={`${vote.trialIndex} ${vote.votedAt.toISOString()} ${vote.promptPosition}`}>
              <th scope="row">{vote.trialIndex ?? "–"}</th>
              <td className="start">{vote.purpose}</td>
              <td className="start">
                {vote.promptSet} {formatCount(vote.promptPosition)}
              </td>
              <td className="start">{WORDS[vote.choice]}</td>
              <td className="start">{describeWanted(vote)}</td>
              <td className="start">{vote.decisionMs === null ? "–" : formatDuration(vote.decisionMs)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

function describeWanted({ expected, before, choice }: RaterVote): string {
  const wanted = expected ?? before;
  if (wanted === null) return "–";
  return `${WORDS[wanted]}${wanted === choice ? "" : " (differs)"}`;
}
