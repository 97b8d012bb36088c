import Link from "next/link";
import { formatPercent } from "@/components/results/format-figures";
import { Panel } from "@/components/results/panel";
import type { PanelNumbers } from "@/components/results/panel-numbers";
import { EmptyPanel } from "@/components/results/quality/empty-panel";
import { Table } from "@/components/ui/table";
import type { DividingPrompt } from "@/lib/results/analysis-schema";

const TITLE = "Prompts that divide raters most";

/** Prompts in the page; the CSV has all. */
const SHOWN = 12;

/** Where the votes on one comparison differ most, with the way to its texts. */
export function DividingPromptsPanel({ prompts }: { prompts: DividingPrompt[] }) {
  if (prompts.length === 0) {
    return (
      <EmptyPanel id="dividing-prompts" title={TITLE}>
        Nothing divides raters yet: no comparison has votes that differ.
      </EmptyPanel>
    );
  }
  return (
    <Panel
      id="dividing-prompts"
      title={TITLE}
      withFigure={false}
      withoutTable
      howToRead={
        <>
          Votes differ: the chance that two votes on the comparison, drawn at random, are not the same. A prompt that
          divides raters may be a matter of taste, or may be unclear; its texts tell which.
          {prompts.length > SHOWN && ` Here are the ${SHOWN} that divide most; the CSV has ${prompts.length}.`}
        </>
      }
      numbers={toNumbers(prompts)}
    >
      <PromptTable prompts={prompts.slice(0, SHOWN)} />
    </Panel>
  );
}

function PromptTable({ prompts }: { prompts: DividingPrompt[] }) {
  const withSet = new Set(prompts.map(({ promptSet }) => promptSet)).size > 1;
  return (
    <Table label="Prompts that divide raters most, scrolls sideways">
      <thead>
        <tr>
          {["Prompt", "Comparison"].map((head) => (
            <th key={head} scope="col" className="start">
              {head}
            </th>
          ))}
          <th scope="col">Votes</th>
          <th scope="col">Votes differ</th>
        </tr>
      </thead>
      <tbody>
        {prompts.map((prompt) => (
          <tr key={`${prompt.promptId} ${prompt.model} ${prompt.opponent} ${prompt.turn}`}>
            <th scope="row" className="prose">
              <Link href={toPromptPath(prompt)} prefetch={false} className="break-all">
                {prompt.externalId}
              </Link>{" "}
              {withSet && <span className="note">{prompt.promptSet}</span>}
            </th>
            <td className="prose">
              {prompt.model} v {prompt.opponent}
              {prompt.turn !== null && `, turn ${prompt.turn}`}
            </td>
            <td>{prompt.votes}</td>
            <td>{formatPercent(prompt.disagreement, 0)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function toPromptPath({ promptSet, externalId }: DividingPrompt): string {
  return `/studio/prompts/${encodeURIComponent(promptSet)}/${encodeURIComponent(externalId)}`;
}

function toNumbers(prompts: DividingPrompt[]): PanelNumbers {
  const names = ["prompt_set", "prompt", "turn", "model", "opponent", "votes", "disagreement"];
  return {
    columns: names.map((name) => ({ name })),
    rows: prompts.map(({ promptSet, externalId, turn, model, opponent, votes, disagreement }) => [
      ...[promptSet, externalId, turn, model, opponent, votes, disagreement],
    ]),
  };
}
