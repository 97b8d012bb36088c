import Link from "next/link";
import { LongText } from "@/components/studio/long-text";
import { Table } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { BrowsedComparison, BrowsedPrompt, BrowsedResponse, BrowsedVote } from "@/lib/results/browse-schema";

type Paths = {
  study: string;
  raterPath: (pseudonym: string) => string;
  /** Where a response is withdrawn; null: it cannot be. */
  amendPath: (responseId: string) => string | null;
};

/** Prompts, each with the models' responses side by side and every vote on them. */
export function BrowsedPrompts({ prompts, ...paths }: { prompts: BrowsedPrompt[] } & Paths) {
  return prompts.map((prompt) => (
    <article key={prompt.id} aria-labelledby={`prompt-${prompt.id}`} className="grid gap-5 border-t border-edge pt-6">
      <header className="grid gap-2">
        <h2 id={`prompt-${prompt.id}`} className="break-all">
          {prompt.externalId}{" "}
          <span className="note">{[prompt.promptSet, prompt.category].filter(Boolean).join(", ")}</span>
        </h2>
        <Turns
          turns={prompt.turns.map(({ text, input }) => (input ? `${text}\n\n${input}` : text))}
          none="The file it came from has no text for it."
        />
      </header>
      {prompt.responses.length > 0 && (
        <ul className="grid gap-x-8 gap-y-6 min-[60rem]:grid-cols-[repeat(auto-fit,minmax(18rem,1fr))]">
          {prompt.responses.map((response) => (
            <Response key={response.id} response={response} amendPath={paths.amendPath} />
          ))}
        </ul>
      )}
      <Votes prompt={prompt} raterPath={paths.raterPath} />
    </article>
  ));
}

function Turns({ turns, none }: { turns: string[]; none: string }) {
  if (turns.length === 0) return <p className="text-muted">{none}</p>;
  return turns.map((text, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: turns never change places
    <div key={index} className="max-w-measure">
      {turns.length > 1 && <p className="note">Turn {index + 1}</p>}
      {text.trim() ? <LongText text={text} /> : <p className="text-muted">Empty</p>}
    </div>
  ));
}

const FLAGS: Record<string, string> = {
  cut_short: "Cut short",
  repeated: "Repeats itself",
  prompt_cut: "Prompt was cut",
};

function Response({ response, amendPath }: { response: BrowsedResponse; amendPath: Paths["amendPath"] }) {
  const path = amendPath(response.id);
  return (
    <li className="grid content-start gap-2">
      <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="break-all">{response.model}</span>
        {response.flags.map((flag) => (
          <Tag key={flag}>{FLAGS[flag] ?? flag}</Tag>
        ))}
        {response.namesItself && <Tag>Names its model</Tag>}
      </h3>
      <Turns turns={response.turns} none="It has no text." />
      {path && (
        <Link href={path} prefetch={false} className="note">
          Withdraw this response…<span className="sr-only"> of {response.model}</span>
        </Link>
      )}
    </li>
  );
}

const CHOICES: Record<BrowsedVote["choice"], string> = {
  first: "",
  second: "",
  tie: "Equally good",
  both_bad: "Both bad",
  cannot_judge: "Cannot judge",
};

function Votes({ prompt, raterPath }: { prompt: BrowsedPrompt; raterPath: Paths["raterPath"] }) {
  const votes = prompt.comparisons.reduce((sum, comparison) => sum + comparison.votes.length, 0);
  if (votes === 0) return <p className="note">Nobody has voted on it yet.</p>;
  return (
    <details>
      <summary className="py-2.5 font-medium">{summarise(prompt.comparisons, votes)}</summary>
      {prompt.comparisons.length > FEW && (
        <ul className="grid gap-1 pb-4">
          {prompt.comparisons.map((comparison) => (
            <li key={comparison.id} className="note">
              {toTally(comparison)}
            </li>
          ))}
        </ul>
      )}
      <Table label={`Votes on ${prompt.externalId}`}>
        <thead>
          <tr>
            {["Pair", "Turn", "Vote", "Rater", "Stood first", "Seconds", "Remarks"].map((head) => (
              <th key={head} scope="col" className={head === "Turn" || head === "Seconds" ? "" : "start"}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {prompt.comparisons.flatMap((comparison) =>
            comparison.votes.map((vote, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an imported rater may have voted twice on a pair
              <tr key={`${comparison.id} ${index}`}>
                <td className="start">
                  {comparison.modelA} v {comparison.modelB}
                </td>
                <td>{comparison.turn ?? ""}</td>
                <th scope="row">{vote.winner ?? CHOICES[vote.choice]}</th>
                <td className="start mono">
                  {vote.raterKind === "human" ? (
                    <Link href={raterPath(vote.pseudonym)} prefetch={false}>
                      {vote.pseudonym}
                    </Link>
                  ) : (
                    vote.pseudonym
                  )}
                </td>
                <td className="start">{vote.firstModel}</td>
                <td>{vote.decisionMs === null ? "" : (vote.decisionMs / 1000).toFixed(1)}</td>
                <td className="start prose">{toRemarks(vote, comparison)}</td>
              </tr>
            )),
          )}
        </tbody>
      </Table>
    </details>
  );
}

/** So many tallies stand in a line by themselves. */
const FEW = 3;

function summarise(comparisons: BrowsedComparison[], votes: number): string {
  if (comparisons.length <= FEW) return comparisons.map(toTally).join("; ");
  const most = Math.max(...comparisons.map(({ disagreement }) => disagreement ?? 0));
  const divided = most > 0 ? `, the most divided ${Math.round(100 * most)}%` : "";
  return `${votes} votes on ${comparisons.length} comparisons${divided}`;
}

/** "koala-13b 3, alpaca-13b 1, tied 1" of the votes that results count. */
function toTally({ modelA, modelB, turn, votes, disagreement, isWithdrawn }: BrowsedComparison): string {
  const counted = votes.filter(({ isExcluded, raterKind }) => !isExcluded && raterKind === "human");
  const count = (wanted: (vote: BrowsedVote) => boolean) => counted.filter(wanted).length;
  const parts = [
    `${modelA} ${count(({ winner }) => winner === modelA)}`,
    `${modelB} ${count(({ winner }) => winner === modelB)}`,
    `tied ${count(({ choice }) => choice === "tie" || choice === "both_bad")}`,
  ];
  const divided = disagreement === null ? "" : `, ${Math.round(100 * disagreement)}% divided`;
  return `${turn === null ? "" : `turn ${turn}: `}${parts.join(", ")}${divided}${isWithdrawn ? " (withdrawn)" : ""}`;
}

function toRemarks(vote: BrowsedVote, { isWithdrawn }: BrowsedComparison): string {
  return [
    vote.isExcluded && "left out of the results",
    isWithdrawn && "withdrawn by an amendment",
    vote.raterKind === "model" && "a model as judge",
    vote.reason,
    vote.flags?.replaceAll(";", ", "),
  ]
    .filter(Boolean)
    .join("; ");
}
