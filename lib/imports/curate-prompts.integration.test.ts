import { describe, expect, test } from "vitest";
import { type AccountActor, OPERATOR } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { lacksSharedData } from "@/lib/formats/testing/shared-data";
import { curatePrompts } from "@/lib/imports/commands/curate-prompts";
import { fetchPrompts } from "@/lib/imports/commands/fetch-prompts";
import { importPrompts } from "@/lib/imports/commands/import-prompts";
import type { CuratePromptsOptions } from "@/lib/imports/curate-schema";
import { countRows } from "@/lib/imports/testing/count-rows";
import { fileOf, publishedFile } from "@/lib/imports/testing/files";
import { reviewQueries } from "@/lib/prompts/curate/commands/review-queries";
import { sealCuration } from "@/lib/prompts/curate/commands/seal-curation";
import { getCuration, getPromptSetCard, listCuratedQueries, listCurations } from "@/lib/prompts/curate/queries";
import { getPromptSet } from "@/lib/prompts/queries";

withTestDatabase();

const viewer: AccountActor = { kind: "account", accountId: "00000000-0000-7000-8000-000000000001", role: "viewer" };

const RAW = [
  { id: "sail", prompt: "2 / 2How long does it take to sail from Lisbon to the Azores?" },
  { id: "sail again", prompt: "how long does it take to sail from lisbon to the azores" },
  { id: "german", prompt: "Schreibe mir eine kurze Mail an meinen Chef" },
  { id: "code", prompt: "Write a python script that renames all files" },
  { id: "seen", prompt: "Name three rivers that flow through the south of France" },
  { id: "poem", prompt: "Write a poem about D&amp;D" },
];
const ALPACA = [
  { instruction: "Name three rivers that flow through the south of France", input: "", output: "Rhône, Garonne, Aude" },
  { instruction: "Say hello", input: "", output: "" },
];

const order = (set: string, more: Partial<CuratePromptsOptions> = {}) => ({ format: "jsonl" as const, set, ...more });
const against = () => [{ file: fileOf(ALPACA, "alpaca_data.json"), format: "stanford-alpaca" as const }];

test("raw queries become a sealed set with a card that counts every step", async () => {
  const { sealed } = await curatePrompts(
    OPERATOR,
    fileOf(RAW, "raw.jsonl"),
    against(),
    order("pedigree", { licence: "CC0" }),
  );
  expect(sealed).toMatchObject({ status: "created", version: 1, promptCount: 2 });
  const { prompts } = await getPromptSet(OPERATOR, { name: "pedigree" });
  expect(prompts.map(({ externalId, turns, category }) => [externalId, turns[0]?.text, category])).toEqual([
    ["sail", "How long does it take to sail from Lisbon to the Azores?", "question"],
    ["poem", "Write a poem about D&D", "creative writing"],
  ]);
  const { rows } = await getPool().query("SELECT original FROM prompts WHERE external_id = 'poem'");
  expect(rows).toEqual([{ original: [{ text: "Write a poem about D&amp;D", input: null }] }]);
  const { card, cardHash } = await getPromptSetCard(viewer, { name: "pedigree" });
  expect(card?.source).toMatchObject({
    fileName: "raw.jsonl",
    licence: "CC0",
    queries: 6,
    sha256: expect.stringMatching(/^[\da-f]{64}$/),
  });
  expect(card?.curation).toMatchObject({
    corpora: [{ fileName: "alpaca_data.json", format: "stanford-alpaca", texts: 3 }],
    options: { bleu: 20, containment: 0, nearDuplicate: 0.8, languages: ["en"] },
    ...{ kept: 2, cleaned: 2, takenBack: [], droppedByHand: [] },
  });
  expect(card?.curation?.steps.filter(({ dropped }) => dropped > 0)).toEqual([
    { step: "normalised-duplicate", came: 6, dropped: 1, takenBack: 0 },
    { step: "language", came: 5, dropped: 1, takenBack: 0 },
    { step: "code", came: 4, dropped: 1, takenBack: 0 },
    { step: "contamination", came: 3, dropped: 1, takenBack: 0 },
  ]);
  expect(cardHash).toMatch(/^[\da-f]{64}$/);
  await expect(getPool().query("UPDATE prompt_sets SET card = NULL WHERE name = 'pedigree'")).rejects.toThrow(/sealed/);
});

test("a draft is reviewed before it is sealed; a review after it makes the next version", async () => {
  const { curationId, sealed } = await curatePrompts(
    OPERATOR,
    fileOf(RAW),
    against(),
    order("reviewed", { draft: true }),
  );
  expect(sealed).toBeNull();
  await expect(getPromptSet(OPERATOR, { name: "reviewed" })).rejects.toThrow("There is no prompt set");
  const dropped = await listCuratedQueries(OPERATOR, curationId, { show: "dropped" });
  expect(dropped.queries.map(({ externalId, droppedBy }) => [externalId, droppedBy])).toEqual([
    ...[
      ["sail again", "normalised-duplicate"],
      ["german", "language"],
      ["code", "code"],
      ["seen", "contamination"],
    ],
  ]);
  expect(dropped.queries[3]?.dropReason).toBe(
    "A training corpus has it: BLEU 100.0 against alpaca_data.json, line 1; 100% of its 13-word n-grams in alpaca_data.json, line 1.",
  );
  await reviewQueries(OPERATOR, { curationId, externalIds: ["code"], byHand: "kept" });
  await reviewQueries(OPERATOR, { curationId, externalIds: ["poem"], byHand: "dropped" });
  const first = await sealCuration(OPERATOR, curationId);
  expect(first).toMatchObject({ version: 1, promptCount: 2 });
  expect(first.card.curation).toMatchObject({
    takenBack: ["code"],
    droppedByHand: ["poem"],
    notHeldAgainstCorpora: 1,
    kept: 2,
  });
  expect(await sealCuration(OPERATOR, curationId)).toMatchObject({ status: "unchanged", version: 1 });
  await reviewQueries(OPERATOR, { curationId, externalIds: ["poem"], byHand: null });
  expect(await sealCuration(OPERATOR, curationId)).toMatchObject({ status: "created", version: 2, promptCount: 3 });
  expect((await getCuration(OPERATOR, curationId)).versions).toEqual([2, 1]);
  expect((await getPromptSetCard(OPERATOR, { name: "reviewed", version: 1 })).promptCount).toBe(2);
});

test("queries come by pages, and by the step that dropped them", async () => {
  const { curationId } = await curatePrompts(OPERATOR, fileOf(RAW), [], order("pages", { draft: true }));
  const first = await listCuratedQueries(OPERATOR, curationId, { show: "kept", limit: 2 });
  expect([first.queries.map(({ externalId }) => externalId), first.nextAfter]).toEqual([["sail", "seen"], 5]);
  const second = await listCuratedQueries(OPERATOR, curationId, { show: "kept", limit: 2, after: 5 });
  expect([second.queries.map(({ externalId }) => externalId), second.nextAfter]).toEqual([["poem"], null]);
  const { queries } = await listCuratedQueries(OPERATOR, curationId, { show: "code" });
  expect(queries.map(({ dropEvidence }) => dropEvidence)).toEqual(["Write a python script"]);
});

test("the sample is drawn from what is kept by hand too, and the same seed draws the same", async () => {
  const raw = Array.from({ length: 40 }, (_, at) => ({
    id: `q${at}`,
    prompt: `Tell me about the number ${at ** 5 + 7} of my ${at} things`,
  }));
  const options = { sample: { size: 10, seed: 4, byCategory: true }, nearDuplicate: null };
  const one = await curatePrompts(OPERATOR, fileOf(raw), [], order("sample", { options }));
  const again = await curatePrompts(OPERATOR, fileOf(raw), [], order("sample", { options }));
  expect([one.sealed?.promptCount, one.sealed?.status, again.sealed?.status]).toEqual([10, "created", "unchanged"]);
  const tooMany = { ...options, sample: { size: 41, seed: 4 } };
  await expect(curatePrompts(OPERATOR, fileOf(raw), [], order("sample", { options: tooMany }))).rejects.toThrow(
    "40 queries are kept, and the sample asks for 41.",
  );
});

describe("what is refused leaves nothing behind", () => {
  test.each([
    ["a mistake in a corpus", RAW, [{ instruction: "x" }], {}, 'corpus.json, line 1: the field "output" is missing.'],
    ["a mistake in the queries", [{ id: "a" }], ALPACA, {}, 'raw.jsonl, line 1: the field "prompt" is missing.'],
    ["nothing kept", RAW.slice(2, 4), ALPACA, {}, "Every query was dropped."],
    ["a threshold out of range", RAW, ALPACA, { bleu: 200 }, "options.bleu: BLEU's threshold is from 0 to 100."],
  ])("%s", async (_, raw, corpus, options, message) => {
    const before = await countRows();
    const corpora = [{ file: fileOf(corpus, "corpus.json"), format: "stanford-alpaca" as const }];
    await expect(
      curatePrompts(OPERATOR, fileOf(raw, "raw.jsonl"), corpora, order("refused", { options })),
    ).rejects.toThrow(message);
    expect(await countRows()).toEqual(before);
    expect((await listCurations(OPERATOR)).filter(({ setName }) => setName === "refused")).toEqual([]);
  });

  test("a query that is not there; a viewer", async () => {
    const { curationId } = await curatePrompts(OPERATOR, fileOf(RAW), [], order("unknown", { draft: true }));
    const review = { curationId, externalIds: ["poem", "nobody"], byHand: "dropped" as const };
    await expect(reviewQueries(OPERATOR, review)).rejects.toThrow(
      "The curation has no query nobody. Nothing was changed.",
    );
    expect((await listCuratedQueries(OPERATOR, curationId, { show: "by-hand" })).queries).toEqual([]);
    await expect(reviewQueries(viewer, review)).rejects.toThrow("Viewers read only.");
    await expect(curatePrompts(viewer, fileOf(RAW), [], order("unknown"))).rejects.toThrow("Viewers read only.");
    await expect(sealCuration(viewer, curationId)).rejects.toThrow("Viewers read only.");
    await expect(getCuration(OPERATOR, "nonsense")).rejects.toThrow("There is no curation nonsense.");
  });
});

describe("published sets", () => {
  test("without a network, the sentence says which file to give; another file is refused by its hash", async () => {
    const downloadFrom = () => Promise.reject(new Error("no network"));
    await expect(fetchPrompts(OPERATOR, { which: "koala-test-set", file: null, downloadFrom })).rejects.toThrow(
      /cannot be reached from here\. Download https:\/\/\S+koala_test_set\.jsonl where there is a network, and give the file: prompts fetch koala-test-set --file koala_test_set\.jsonl/,
    );
    await expect(fetchPrompts(OPERATOR, { which: "koala-test-set", file: fileOf(RAW) })).rejects.toThrow(
      /This is not the published file: its SHA-256 is [\da-f]{64}/,
    );
    expect(await getPrisma().promptSet.findFirst({ where: { name: "Koala test set" } })).toBeNull();
  });

  test.skipIf(lacksSharedData())("the very file is taken, with its licence on the card; twice is once", async () => {
    const file = () => publishedFile("koala_test_set/koala_test_set.jsonl");
    await importPrompts(OPERATOR, file(), { format: "koala-test-set", set: "Koala test set" });
    const fetched = await fetchPrompts(OPERATOR, { which: "koala-test-set", file: file() });
    expect(fetched).toMatchObject({ status: "imported", version: 2, prompts: 180, licence: "Apache-2.0" });
    const { card } = await getPromptSetCard(OPERATOR, { name: "Koala test set" });
    expect(card?.source).toMatchObject({
      repository: "arnav-gudibande/koala-test-set",
      licence: "Apache-2.0",
      queries: 180,
    });
    expect(await fetchPrompts(OPERATOR, { which: "koala-test-set", file: file() })).toMatchObject({
      status: "unchanged",
    });
    const other = publishedFile("self_instruct/user_oriented_instructions.jsonl");
    expect(await fetchPrompts(OPERATOR, { which: "self-instruct", file: other })).toMatchObject({
      version: 1,
      prompts: 252,
    });
  });
});

describe.skipIf(lacksSharedData())("the Koala study's sets", () => {
  test("the Koala test set was curated: its steps drop little, and 17 markers and entities are cleaned", async () => {
    const file = publishedFile("koala_test_set/koala_test_set.jsonl");
    const { sealed } = await curatePrompts(OPERATOR, file, against(), {
      ...{ format: "koala-test-set" as const, set: "Koala, curated", licence: "Apache-2.0" },
    });
    const { curation } = sealed?.card ?? {};
    console.info(curation?.steps.map(({ step, came, dropped }) => `${step}: ${dropped} of ${came}`).join("\n"));
    expect(curation?.steps.map(({ dropped }) => dropped)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(sealed?.promptCount).toBe(180);
    const { rows } = await getPool().query<{ turns: { text: string }[]; original: { text: string }[] }>(
      "SELECT turns, original FROM prompts WHERE prompt_set_id = $1 AND original IS NOT NULL",
      [sealed?.id],
    );
    const marked = rows.filter(({ original }) => /^\d \/ \d/.test(original[0]?.text ?? ""));
    const encoded = rows.filter(({ original }) => /&(?:amp|lt|gt|quot);/.test(original[0]?.text ?? ""));
    expect([marked.length, encoded.length]).toEqual([13, 6]);
    expect(rows.filter(({ turns }) => /^\d \/ \d/.test(turns[0]?.text ?? ""))).toEqual([]);
  });

  test("180 of self-instruct's 252 are drawn by a seed, the same twice", async () => {
    const options = {
      ...{ nearDuplicate: null, languages: [], dropCode: false, dropPersonalData: false },
      dropUnsafe: false,
    };
    const run = () =>
      curatePrompts(OPERATOR, publishedFile("self_instruct/user_oriented_instructions.jsonl"), [], {
        ...{ format: "self-instruct" as const, set: "Alpaca test set" },
        options: { ...options, sample: { size: 180, seed: 2023 } },
      });
    const [first, second] = [await run(), await run()];
    expect([first.sealed?.promptCount, second.sealed?.status, second.sealed?.version]).toEqual([180, "unchanged", 1]);
  });
});
