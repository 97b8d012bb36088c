import "server-only";
import type { Db } from "@/lib/db/long-transaction";
import { FormatError } from "@/lib/formats/format-error";
import { toTextDigest } from "@/lib/prompts/digest";
import { toResponseDigest } from "@/lib/responses/digest";

export type NewResponse = {
  /** In the file, from 1. */
  line: number;
  prompt: { externalId: string } | { text: string };
  model: string;
  sample: number;
  turns: string[];
};

export type MatchedResponse = {
  response: NewResponse;
  promptId: string;
  modelId: string;
  digest: string;
  /** The same text by the same model is there already. */
  isThere: boolean;
};

/** A prompt that the n-th response of a batch may belong to, and the response to it that is there. */
type Candidate = { n: number; promptId: string; externalId: string; turns: number; digest: string | null };

type Wanted = { n: number; externalId: string | null; textDigest: string | null; modelId?: string; sample: number };

/**
 * Finds each response's prompt in the set, by its id or by its words.
 *
 * @param modelIds has every model of the batch.
 * @throws {FormatError} the first response, in the file's order, that cannot be added.
 */
export async function matchPrompts(
  db: Db,
  promptSet: { id: string; name: string },
  batch: NewResponse[],
  modelIds: Map<string, string>,
): Promise<MatchedResponse[]> {
  const wanted = batch.map(({ prompt, model, sample }, n) => ({
    n,
    externalId: "externalId" in prompt ? prompt.externalId : null,
    textDigest: "text" in prompt ? toTextDigest({ text: prompt.text, input: null }) : null,
    modelId: modelIds.get(model),
    sample,
  }));
  const candidates: Candidate[][] = batch.map(() => []);
  for (const candidate of await findCandidates(db, promptSet.id, wanted)) candidates[candidate.n]?.push(candidate);
  return batch.map((response, n) => {
    const prompt = onlyPrompt(response, candidates[n] ?? [], promptSet.name);
    refuseExtraTurns(response, prompt);
    const digest = toResponseDigest(response.turns);
    if (prompt.digest !== null && prompt.digest !== digest) throw otherText(response, prompt);
    const modelId = wanted[n]?.modelId ?? "";
    return { response, promptId: prompt.promptId, modelId, digest, isThere: prompt.digest !== null };
  });
}

/** Two looks at two indexes; one join with OR would read the whole set for every row. */
function findCandidates(db: Db, promptSetId: string, wanted: Wanted[]): Promise<Candidate[]> {
  return db.$queryRaw<Candidate[]>`
    SELECT w.n, p.id AS "promptId", p.external_id AS "externalId", jsonb_array_length(p.turns) AS turns, r.digest
    FROM json_to_recordset(${JSON.stringify(wanted)}::json)
      AS w (n int, "externalId" text, "textDigest" text, "modelId" uuid, sample int)
    CROSS JOIN LATERAL (
      SELECT id, external_id, turns FROM prompts
      WHERE prompt_set_id = ${promptSetId}::uuid AND external_id = w."externalId"
      UNION ALL
      SELECT id, external_id, turns FROM prompts
      WHERE prompt_set_id = ${promptSetId}::uuid AND text_digest = w."textDigest"
    ) p
    LEFT JOIN responses r ON r.prompt_id = p.id AND r.model_id = w."modelId" AND r.sample = w.sample`;
}

function onlyPrompt({ line, prompt }: NewResponse, candidates: Candidate[], setName: string): Candidate {
  const [first, second] = candidates;
  const isById = "externalId" in prompt;
  if (first === undefined) {
    throw new FormatError({
      line,
      field: isById ? "prompt id" : "instruction",
      problem: isById
        ? `the prompt set "${setName}" has no prompt ${prompt.externalId}`
        : `the prompt set "${setName}" has no prompt with these words`,
      mend: "Name the set that the responses belong to with --set, or import its prompts first.",
    });
  }
  if (second !== undefined) {
    throw new FormatError({
      line,
      field: "instruction",
      problem: `prompts ${first.externalId} and ${second.externalId} of the prompt set "${setName}" have the same words`,
      mend: "Use a format that names prompts by their id, such as jsonl.",
    });
  }
  return first;
}

function refuseExtraTurns({ line, turns }: NewResponse, prompt: Candidate): void {
  if (turns.length <= prompt.turns) return;
  throw new FormatError({
    line,
    field: "turns",
    problem:
      prompt.turns === 0
        ? `prompt ${prompt.externalId} was imported without its text, so a response to it cannot be shown`
        : `the response has ${turns.length} turns, and prompt ${prompt.externalId} has ${prompt.turns}`,
    mend:
      prompt.turns === 0 ? "Import the prompts with their text first." : "Remove the turns that answer nothing asked.",
  });
}

function otherText({ line, model }: NewResponse, prompt: Candidate): FormatError {
  return new FormatError({
    line,
    problem: `${model} already has another response to prompt ${prompt.externalId}`,
    mend: "Import it under another --model name, or as another sample.",
  });
}
