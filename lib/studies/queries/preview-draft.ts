import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { requireReader } from "@/lib/auth/policy";
import { getPrisma } from "@/lib/db/prisma";
import { renderPromptTurn } from "@/lib/prompts/render-prompt-turn";
import { CHECKS_SOURCE, GOLD_SOURCE, type PromptTurn } from "@/lib/prompts/schema";
import type { ModelPair } from "@/lib/studies/pairs";
import { renderMarkdown } from "@/lib/text/render-markdown";

/** A form that is being filled in: what is there so far. */
export type PreviewedDraft = { sets: string[]; pairs: ModelPair[]; instructions: string; consent: string };

/** Sanitised HTML, turn by turn. Nothing in it says which model wrote what. */
export type PreviewedPair = { prompt: string[]; first: string[]; second: string[] };

export type DraftPreview = { instructionsHtml: string; consentHtml: string; pair: PreviewedPair | null };

/** Of pairs that nobody has answered together, so many are looked through before a preview goes without. */
const MOST_TRIES = 5;

/** What a rater would see: the texts, and the first prompt of the sets that both models of a pair have answered. */
export async function previewDraft(actor: Actor, draft: PreviewedDraft): Promise<DraftPreview> {
  requireReader(actor);
  return {
    instructionsHtml: renderMarkdown(draft.instructions),
    consentHtml: renderMarkdown(draft.consent),
    pair: await findPair(draft),
  };
}

async function findPair({ sets, pairs }: PreviewedDraft): Promise<PreviewedPair | null> {
  if (sets.length === 0) return null;
  for (const pair of pairs.slice(0, MOST_TRIES)) {
    const found = await findAnswered(sets, pair);
    if (found) return render(found);
  }
  return null;
}

type Answered = { id: string; turns: PromptTurn[]; one: string[]; other: string[] };

async function findAnswered(sets: string[], [one, other]: ModelPair): Promise<Answered | undefined> {
  const [found] = await getPrisma().$queryRaw<Answered[]>`
    WITH newest AS (
      SELECT DISTINCT ON (s.name) s.id, array_position(${sets}::text[], s.name) AS place FROM prompt_sets s
      WHERE s.name = ANY (${sets}::text[]) AND s.sealed_at IS NOT NULL
        AND s.source NOT IN (${GOLD_SOURCE}, ${CHECKS_SOURCE})
      ORDER BY s.name, s.version DESC)
    SELECT p.id, p.turns, a.turns AS one, b.turns AS other
    FROM newest n JOIN prompts p ON p.prompt_set_id = n.id
    JOIN responses a ON a.prompt_id = p.id AND a.model_id = (SELECT id FROM models WHERE name = ${one})
    JOIN responses b ON b.prompt_id = p.id AND b.model_id = (SELECT id FROM models WHERE name = ${other})
    WHERE a.sample = 0 AND b.sample = 0 AND a.state = 'done' AND b.state = 'done' AND NOT a.is_empty AND NOT b.is_empty
      AND coalesce(jsonb_array_length(a.leaks), 0) = 0 AND coalesce(jsonb_array_length(b.leaks), 0) = 0
      AND cardinality(a.turns) = jsonb_array_length(p.turns) AND cardinality(b.turns) = jsonb_array_length(p.turns)
    ORDER BY n.place, p.position LIMIT 1`;
  return found;
}

/** Which stands first is as good as drawn, and the same each time, so that the preview is still while one types. */
function render({ id, turns, one, other }: Answered): PreviewedPair {
  const isSwapped = ((createHash("sha256").update(id).digest()[0] ?? 0) & 1) === 1;
  const [first, second] = isSwapped ? [other, one] : [one, other];
  return {
    prompt: turns.map(renderPromptTurn),
    first: first.map(renderMarkdown),
    second: second.map(renderMarkdown),
  };
}
