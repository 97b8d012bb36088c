import { expect, test } from "vitest";
import { type AccountActor, OPERATOR } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { lacksSharedData } from "@/lib/formats/testing/shared-data";
import { importGold } from "@/lib/imports/commands/import-gold";
import { importPrompts } from "@/lib/imports/commands/import-prompts";
import { importResponses } from "@/lib/imports/commands/import-responses";
import { importVotes } from "@/lib/imports/commands/import-votes";
import { promoteGold } from "@/lib/imports/commands/promote-gold";
import { countRows } from "@/lib/imports/testing/count-rows";
import { fileOf, publishedFile } from "@/lib/imports/testing/files";
import { said, vote } from "@/lib/imports/testing/votes";
import { listModelNames } from "@/lib/models/queries";

withTestDatabase();

const ROWS = [
  { prompt: "Two and two?", better: "Four.", worse: "Five." },
  { id: "hello", prompt: "Say hello.", better: "Hello.", worse: "Goodbye.", category: "talk" },
];
const gold = (set: string) => ({ format: "jsonl" as const, set });

async function listPairs(set: string, version: number): Promise<[string, string, string][]> {
  const { rows } = await getPool().query<{ id: string; one: string[]; other: string[] }>(
    `SELECT p.external_id AS id, a.turns AS one, b.turns AS other FROM prompt_sets s JOIN prompts p ON p.prompt_set_id = s.id
     JOIN responses a ON a.prompt_id = p.id JOIN models ma ON ma.id = a.model_id AND ma.name = '(written) one'
     JOIN responses b ON b.prompt_id = p.id JOIN models mb ON mb.id = b.model_id AND mb.name = '(written) other'
     WHERE s.name = $1 AND s.version = $2 AND s.source = 'gold-pairs' AND s.sealed_at IS NOT NULL ORDER BY p.position`,
    [set, version],
  );
  return rows.map(({ id, one, other }) => [id, one.join("|"), other.join("|")]);
}

test("a file becomes a set of gold pairs: the better response is the first, and no model has said either", async () => {
  const imported = await importGold(OPERATOR, fileOf(ROWS), gold("hand"));
  expect(imported).toEqual({ status: "imported", set: "hand", version: 1, pairs: 2 });
  expect(await listPairs("hand", 1)).toEqual([
    ["1", "Four.", "Five."],
    ["hello", "Hello.", "Goodbye."],
  ]);
  expect(await listModelNames(OPERATOR)).toEqual([]);
});

test("the same again changes nothing; the same prompts judged the other way round are another version", async () => {
  await importGold(OPERATOR, fileOf(ROWS), gold("again"));
  const before = await countRows();
  const same = { status: "unchanged", set: "again", version: 1, pairs: 2 };
  expect(await importGold(OPERATOR, fileOf(ROWS), gold("again"))).toEqual(same);
  expect(await importGold(OPERATOR, fileOf(ROWS.map((row) => ({ ...row, note: 1 }))), gold("again"))).toEqual(same);
  expect(await countRows()).toEqual(before);
  const mended = ROWS.map((row, at) => (at === 0 ? { ...row, better: row.worse, worse: row.better } : row));
  expect(await importGold(OPERATOR, fileOf(mended), gold("again"))).toMatchObject({ status: "imported", version: 2 });
  expect((await listPairs("again", 2))[0]).toEqual(["1", "Five.", "Four."]);
  expect((await listPairs("again", 1))[0]).toEqual(["1", "Four.", "Five."]);
});

test("a mistake in the last row, a set of prompts with the name, or a viewer: nothing is written", async () => {
  await importPrompts(OPERATOR, fileOf([{ id: "p", prompt: "x" }]), { format: "jsonl", set: "prompts" });
  const before = await countRows();
  const wrong = importGold(OPERATOR, fileOf([...ROWS, { prompt: "x", better: "y" }], "pairs.jsonl"), gold("wrong"));
  await expect(wrong).rejects.toThrow('pairs.jsonl, line 3: the field "worse" is missing. Add "worse" to the row.');
  await expect(importGold(OPERATOR, fileOf(ROWS), gold("prompts"))).rejects.toThrow("of another kind");
  const viewer = { kind: "account", accountId: "x", role: "viewer" } as unknown as AccountActor;
  await expect(importGold(viewer, fileOf(ROWS), gold("viewer"))).rejects.toThrow("Viewers read only");
  expect(await countRows()).toEqual(before);
});

test("no file can speak as one of the two that written pairs stand under", async () => {
  await importGold(OPERATOR, fileOf(ROWS), gold("reserved"));
  const forged = importResponses(OPERATOR, fileOf([{ prompt_id: "hello", model: "(written) one", turns: ["x"] }]), {
    ...{ format: "jsonl" as const, set: "reserved" },
  });
  await expect(forged).rejects.toThrow("No model's name begins with (written).");
});

test.skipIf(lacksSharedData())("LLMBar's natural set is imported whole", async () => {
  const imported = await importGold(OPERATOR, publishedFile("llmbar/Natural.json"), {
    format: "llmbar",
    set: "llmbar",
  });
  expect(imported).toEqual({ status: "imported", set: "llmbar", version: 1, pairs: 100 });
  expect(await listPairs("llmbar", 1)).toHaveLength(100);
});

test("what three people or more judged alike without exception becomes gold, and nothing else", async () => {
  const rows = [
    ["ann", "bob", "cy"].map((judge) => judged(1, judge, "model_a")),
    // two are too few
    ["ann", "bob"].map((judge) => judged(2, judge, "model_a")),
    // one tie
    ["ann", "bob", "cy"].map((judge) => judged(3, judge, judge === "cy" ? "tie" : "model_b")),
    ["ann", "bob", "cy", "di"].map((judge) => judged(4, judge, "model_b")),
    ["ann", "bob", "cy"].map((judge) => judged(5, judge, "tie")),
    ["ann", "bob", "cy"].map((judge) => judged(6, judge, judge === "ann" ? "model_b" : "model_a")),
  ].flat();
  await importVotes(OPERATOR, fileOf(rows), { format: "mt-bench", study: "agreed" });
  const promoted = await promoteGold(OPERATOR, { study: "agreed", set: "promoted" });
  expect(promoted).toEqual({ status: "imported", set: "promoted", version: 1, pairs: 2 });
  expect(await listPairs("promoted", 1)).toEqual([
    ["1", "From m, 1", "From n, 1"],
    ["4", "From n, 4", "From m, 4"],
  ]);
  expect(await promoteGold(OPERATOR, { study: "agreed", set: "promoted" })).toMatchObject({ status: "unchanged" });
  // whom the study excludes is not asked
  await getPool().query(
    `INSERT INTO exclusions (id, reason, study_id, rater_id) SELECT gen_random_uuid(), 'by hand', s.id, r.id
     FROM studies s JOIN raters r ON r.study_id = s.id JOIN assignments a ON a.rater_id = r.id WHERE s.name = 'agreed'
     GROUP BY s.id, r.id HAVING count(*) = 1`,
  );
  expect(await promoteGold(OPERATOR, { study: "agreed", set: "promoted" })).toMatchObject({ status: "unchanged" });
});

test("an open study's pairs, and one whose raters agreed on nothing, are refused", async () => {
  await importVotes(OPERATOR, fileOf([judged(1, "ann", "model_a")]), { format: "mt-bench", study: "alone" });
  await expect(promoteGold(OPERATOR, { study: "alone", set: "x" })).rejects.toThrow("all for one response");
  await expect(promoteGold(OPERATOR, { study: "nowhere", set: "x" })).rejects.toThrow("There is no study nowhere.");
  await getPool().query("UPDATE studies SET status = 'open' WHERE name = 'alone'");
  await expect(promoteGold(OPERATOR, { study: "alone", set: "x" })).rejects.toThrow("Close it first");
});

function judged(question: number, judge: string, winner: string): object {
  return vote({
    ...{ question_id: question, judge, winner },
    conversation_a: said(`Question ${question}`, `From m, ${question}`),
    conversation_b: said(`Question ${question}`, `From n, ${question}`),
  });
}
