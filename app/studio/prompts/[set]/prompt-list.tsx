import Link from "next/link";
import { PromptTurns } from "@/components/studio/prompt-turns";
import type { PromptDetail } from "@/lib/prompts/schema";

/** @param pathOf a prompt's own page. */
export function PromptList({ prompts, pathOf }: { prompts: PromptDetail[]; pathOf: (prompt: PromptDetail) => string }) {
  if (prompts.length === 0) return <p>There are no prompts here.</p>;
  return (
    <ol className="border-t border-edge">
      {prompts.map((prompt) => (
        <li key={prompt.id} className="grid gap-2 border-b border-rule py-4">
          <p className="note flex flex-wrap gap-x-4">
            <span>{prompt.position}</span>
            <span className="mono break-all">{prompt.externalId}</span>
            {prompt.category && <span>{prompt.category}</span>}
            <Link
              href={pathOf(prompt)}
              prefetch={false}
              className="ms-auto"
              aria-label={`Responses to ${prompt.externalId}`}
            >
              Responses
            </Link>
          </p>
          <PromptTurns turns={prompt.turns} />
        </li>
      ))}
    </ol>
  );
}
