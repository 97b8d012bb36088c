import "server-only";
import { getPool } from "@/lib/db/pool";
import { mayPassOn } from "@/lib/exports/paper/may-pass-on";
import type { PaperFacts } from "@/lib/exports/paper/paper-facts";

const PAGE = 500;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

/** Which texts may stand in the bundle, by name. */
export type PassedOn = { sets: string[]; models: string[] };

/** Prompts by their set's licence; responses where the model's and the prompts' licences allow both. Text that we wrote may always. */
export function choosePassedOn({ sets, models, isSample }: PaperFacts): PassedOn {
  return {
    sets: sets.filter((set) => set.isSample || mayPassOn(set.licence)).map(({ name }) => name),
    models: models.filter((model) => isSample || mayPassOn(model.card.responsesLicence)).map(({ name }) => name),
  };
}

/** JSONL, a prompt a line, in no more memory than a page takes. */
export async function* writePrompts(studyId: string, { sets }: PassedOn): AsyncGenerator<string> {
  yield* pages(
    `SELECT p.id, s.name AS prompt_set, p.external_id AS prompt, p.category, p.turns, s.is_sample
     FROM study_prompt_sets used JOIN prompt_sets s ON s.id = used.prompt_set_id JOIN prompts p ON p.prompt_set_id = s.id
     WHERE used.study_id = $1 AND s.name = ANY ($3::text[]) AND p.id > $2 ORDER BY p.id LIMIT ${PAGE}`,
    [studyId, sets],
  );
}

/** JSONL, a response a line: those that were compared and not withdrawn. */
export async function* writeResponses(studyId: string, { sets, models }: PassedOn): AsyncGenerator<string> {
  yield* pages(
    `SELECT r.id, s.name AS prompt_set, p.external_id AS prompt, m.name AS model, r.turns, r.digest, s.is_sample
     FROM responses r JOIN prompts p ON p.id = r.prompt_id JOIN prompt_sets s ON s.id = p.prompt_set_id
     JOIN models m ON m.id = r.model_id
     WHERE r.id > $2 AND s.name = ANY ($3::text[]) AND m.name = ANY ($4::text[])
       AND EXISTS (SELECT FROM comparisons c WHERE c.study_id = $1 AND c.purpose = 'main' AND r.id IN (c.response_a_id, c.response_b_id)
         AND c.prompt_id = p.id)
     ORDER BY r.id LIMIT ${PAGE}`,
    [studyId, sets, models],
  );
}

type Row = { id: string; is_sample: boolean } & Record<string, unknown>;

async function* pages(text: string, [studyId, ...names]: [string, ...string[][]]): AsyncGenerator<string> {
  for (let after = BEFORE_ALL; ; ) {
    const { rows } = await getPool().query<Row>(text, [studyId, after, ...names]);
    const last = rows.at(-1);
    if (!last) return;
    // ids sort by import, and so say nothing that a reader needs; sample text says what it is
    yield rows
      .map(({ id: _, is_sample: isSample, ...row }) => JSON.stringify(isSample ? { ...row, sample_text: true } : row))
      .join("\n")
      .concat("\n");
    after = last.id;
  }
}

/** What is in the bundle of the texts, and why the rest is not. */
export function writeLicences({ sets, models }: PaperFacts, passedOn: PassedOn): string {
  const row = (name: string, licence: string | null, isIn: boolean) =>
    `| ${name.replaceAll("|", "\\|")} | ${licence ?? "not stated"} | ${isIn ? "included" : "left out"} |`;
  return [
    "# Texts and their licences",
    "",
    "Texts are included where a stated licence lets them be passed on; where none was stated they are left out. votes.csv names prompts by their ids in the published files.",
    "",
    "| prompt set | licence | prompts |",
    "|---|---|---|",
    ...sets.map(({ name, version, licence, isSample }) =>
      row(
        `${name}, version ${version}`,
        isSample ? "sample text of this product" : licence,
        passedOn.sets.includes(name),
      ),
    ),
    "",
    "| model | licence of its responses | responses |",
    "|---|---|---|",
    ...models.map(({ name, card }) => row(name, card.responsesLicence, passedOn.models.includes(name))),
    "",
    "A response is included where both its prompt's and its model's licences allow it, and no amendment withdrew it.",
    "",
  ].join("\n");
}
