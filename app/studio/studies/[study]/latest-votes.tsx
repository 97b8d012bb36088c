import { formatDay, formatDuration, formatTime } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import type { LatestVote } from "@/lib/studies/queries/raters";

type Props = { votes: LatestVote[]; isImported: boolean };

export function LatestVotes({ votes, isImported }: Props) {
  return (
    <section className="pt-10" aria-labelledby="latest-head">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="latest-head">{isImported ? "Some of the votes" : "Latest votes"}</h2>
        {!isImported && <span className="note">Times in UTC</span>}
      </div>
      {votes.length === 0 ? (
        <p>No votes yet. Send the rating link to your raters.</p>
      ) : (
        <Table label="Votes, one a row">
          <thead>
            <tr>
              {[...(isImported ? [] : ["Time"]), "Rater", "Comparison", "Vote"].map((head) => (
                <th key={head} scope="col" className={head === "Comparison" ? "start max-pair:hidden" : "start"}>
                  {head}
                </th>
              ))}
              {!isImported && <th scope="col">Took</th>}
            </tr>
          </thead>
          <tbody>
            {votes.map((vote) => (
              <Row
                key={`${vote.rater} ${vote.votedAt.getTime()} ${vote.promptPosition} ${vote.turn}`}
                vote={vote}
                isImported={isImported}
              />
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}

/** An imported file tells neither when nor how long. */
function Row({ vote, isImported }: { vote: LatestVote; isImported: boolean }) {
  return (
    <tr>
      {!isImported && (
        <td className="start">
          <time dateTime={vote.votedAt.toISOString()} title={formatDay(vote.votedAt)}>
            {formatTime(vote.votedAt)}
          </time>
        </td>
      )}
      <td className="start mono">{vote.rater}</td>
      <td className="prose max-pair:hidden">
        {vote.firstModel} v {vote.secondModel}, prompt {vote.promptPosition}
        {vote.turn !== null && `, turn ${vote.turn}`}
      </td>
      <td className="prose">{describeVote(vote)}</td>
      {!isImported && <td>{vote.decisionMs === null ? "–" : formatDuration(vote.decisionMs)}</td>}
    </tr>
  );
}

function describeVote({ choice, winner, reason }: LatestVote): string {
  if (winner) return `${winner} better`;
  if (choice === "tie") return "Equally good";
  if (choice === "both_bad") return "Both bad";
  return reason ? `Cannot judge: ${reason}` : "Cannot judge";
}
