import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Db } from "@/lib/db/long-transaction";
import { FormatError } from "@/lib/formats/format-error";
import type { VoteFormat } from "@/lib/formats/registry";
import { AppError } from "@/lib/http/app-error";
import type { ImportedStudy } from "@/lib/imports/commands/votes/imported-study";
import { createPromptSet, type NewPrompt } from "@/lib/prompts/commands/create-prompt-set";
import { findNewestPromptSet } from "@/lib/prompts/queries";

/** Sets that were made from votes are told by this at the end of their source. */
const MADE_FROM_VOTES = "-votes";
const PAGE_LENGTH = 1000;

/**
 * Gives every staged vote its prompt, in the table staged_prompts (external_id, first_line, turns, prompt_id).
 *
 * A vote belongs to the prompt of its id in the set that was named or, where none was, in the sets that the study has.
 * Prompts that the study does not have yet go to a set of the study's own name: version 1 at the first file, and at a
 * later one a further version, which holds only what was new. So a prompt is one row, however many files have votes on it.
 *
 * @param set by name; it must have every prompt of the file.
 */
export async function resolvePrompts(
  actor: Actor,
  db: Db,
  { study, format, set }: { study: ImportedStudy; format: VoteFormat; set: { id: string; name: string } | null },
): Promise<void> {
  // of one prompt's conversations the longest: another may have been cut at the turn that was judged
  await db.$executeRaw`
    CREATE TEMP TABLE staged_prompts ON COMMIT DROP AS
    SELECT prompt AS external_id, min(line) AS first_line, NULL::uuid AS prompt_id,
      (array_agg(turns ORDER BY jsonb_array_length(coalesce(turns, '[]')) DESC, line))[1] AS turns
    FROM staged_votes GROUP BY prompt`;
  if (set) await findIn(db, [set.id]);
  else await findIn(db, await listSetsOf(db, study));
  if (set) await refuseUnknown(db, set.name);
  else if (await hasUnknown(db)) {
    await refuseForeignSet(actor, db, study.name);
    const prompts = unknownPrompts(db);
    const made = await createPromptSet(actor, { name: study.name, source: `${format}${MADE_FROM_VOTES}`, prompts }, db);
    await findIn(db, [made.id]);
  }
  await refuseOtherWords(db);
}

async function listSetsOf(db: Db, study: ImportedStudy): Promise<string[]> {
  const sets = await db.studyPromptSet.findMany({ where: { studyId: study.id }, select: { promptSetId: true } });
  return sets.map(({ promptSetId }) => promptSetId);
}

/** Where several sets of the study have the id, the newest counts. */
async function findIn(db: Db, promptSetIds: string[]): Promise<void> {
  await db.$executeRaw`
    UPDATE staged_prompts s SET prompt_id = (
      SELECT p.id FROM prompts p
      WHERE p.prompt_set_id = ANY (${promptSetIds}::uuid[]) AND p.external_id = s.external_id
      ORDER BY p.prompt_set_id DESC LIMIT 1
    )
    WHERE s.prompt_id IS NULL`;
  await db.$executeRaw`ANALYZE staged_prompts`;
}

async function hasUnknown(db: Db): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`SELECT 1 FROM staged_prompts WHERE prompt_id IS NULL LIMIT 1`;
  return rows.length > 0;
}

async function refuseUnknown(db: Db, setName: string): Promise<void> {
  const [unknown] = await db.$queryRaw<{ line: number; externalId: string }[]>`
    SELECT first_line AS line, external_id AS "externalId" FROM staged_prompts
    WHERE prompt_id IS NULL ORDER BY first_line LIMIT 1`;
  if (!unknown) return;
  throw new FormatError({
    line: unknown.line,
    field: "prompt",
    problem: `the prompt set "${setName}" has no prompt ${unknown.externalId}`,
    mend: "Name the set that the votes are about, or leave --set out.",
  });
}

/** A set that somebody imported under the study's name would go on as a version without its texts. */
async function refuseForeignSet(actor: Actor, db: Db, name: string): Promise<void> {
  const newest = await findNewestPromptSet(actor, name, db);
  if (!newest || newest.source.endsWith(MADE_FROM_VOTES)) return;
  throw new AppError(
    "conflict",
    `There is a prompt set "${name}" already. Name it with --set if the votes are about its prompts, or import them under another --study name.`,
  );
}

async function* unknownPrompts(db: Db): AsyncGenerator<NewPrompt> {
  let after = 0;
  for (;;) {
    const page = await db.$queryRaw<{ line: number; externalId: string; turns: string[] | null }[]>`
      SELECT first_line AS line, external_id AS "externalId", turns FROM staged_prompts
      WHERE prompt_id IS NULL AND first_line > ${after} ORDER BY first_line LIMIT ${PAGE_LENGTH}`;
    for (const { externalId, turns } of page) {
      yield { externalId, turns: (turns ?? []).map((text) => ({ text, input: null })), category: null };
    }
    if (page.length < PAGE_LENGTH) return;
    after = page.at(-1)?.line ?? after;
  }
}

/** Two conversations under one id are two prompts, and one of them would be shown with the other's votes. */
async function refuseOtherWords(db: Db): Promise<void> {
  const [other] = await db.$queryRaw<{ line: number; externalId: string; hasText: boolean; isShort: boolean }[]>`
    SELECT v.line, s.external_id AS "externalId", jsonb_array_length(p.turns) > 0 AS "hasText",
      v.turns IS NULL AS "isShort"
    FROM staged_votes v
    JOIN staged_prompts s ON s.external_id = v.prompt
    JOIN prompts p ON p.id = s.prompt_id
    WHERE jsonb_array_length(coalesce(v.turns, '[]')) > jsonb_array_length(p.turns)
      OR (jsonb_array_length(p.turns) > 0 AND v.turn > jsonb_array_length(p.turns))
      OR EXISTS (
        SELECT FROM jsonb_array_elements_text(coalesce(v.turns, '[]')) WITH ORDINALITY AS said (text, n)
        WHERE p.turns -> (said.n - 1)::int ->> 'text' <> said.text
          -- what a model was asked then holds the input too, however its template joined them
          AND p.turns -> (said.n - 1)::int ->> 'input' IS NULL
      )
    ORDER BY v.line LIMIT 1`;
  if (!other) return;
  const problem = other.isShort
    ? `the turn that was judged is not among those of prompt ${other.externalId}`
    : other.hasText
      ? `prompt ${other.externalId} has other words elsewhere`
      : `prompt ${other.externalId} was imported without its text before`;
  throw new FormatError({
    line: other.line,
    field: "prompt",
    problem,
    mend: "Give different prompts different ids, or import the file under another --study name.",
  });
}
