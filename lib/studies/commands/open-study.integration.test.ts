import { beforeAll, expect, test } from "vitest";
import { OPERATOR, WORKER } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { closeStudy } from "@/lib/studies/commands/close-study";
import { createStudy } from "@/lib/studies/commands/create-study";
import { hashProtocol } from "@/lib/studies/commands/freeze-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import { pauseStudy } from "@/lib/studies/commands/pause-study";
import { updateDraft } from "@/lib/studies/commands/update-draft";
import { getStudy } from "@/lib/studies/queries/studies";
import { protocolSchema } from "@/lib/studies/schema";
import { makePlainTexts, makeTexts } from "@/lib/studies/testing/make-texts";

withTestDatabase();

beforeAll(async () => {
  await makePlainTexts("plain", 6, ["koala-13b", "alpaca-13b", "gpt-3.5-turbo"]);
});

async function draft(name: string, wishes: { sets?: string[]; models?: string[] } = {}) {
  const { sets = ["plain"], models = ["koala-13b", "alpaca-13b", "gpt-3.5-turbo"] } = wishes;
  return await createStudy(OPERATOR, { name, template: "koala-2023", sets, models, reference: models[0] ?? null });
}

test("opening draws each pair on each prompt, renders its texts and freezes a protocol whose hash can be had again", async () => {
  const { id, slug } = await draft("opens");
  const steps: string[] = [];
  const opened = await openStudy(OPERATOR, id, { onProgress: ({ step }) => steps.push(step) });
  expect(opened).toMatchObject({ outcome: "opened", slug });
  expect(new Set(steps)).toEqual(new Set(["prompts", "responses", "self-naming", "comparisons"]));

  const { protocol, protocolHash, status, counts } = await getStudy(OPERATOR, "opens");
  expect({ status, counts }).toMatchObject({
    status: "open",
    counts: { comparisons: 12, prompts: 6, votesWanted: 60 },
  });
  expect(protocol.frozen).toMatchObject({ comparisons: 12, leftOut: [] });
  expect(hashProtocol(protocol)).toBe(protocolHash);
  const { rows } = await getPool().query("SELECT count(*)::int AS rendered FROM rendered_responses WHERE turn = 1");
  expect(rows).toEqual([{ rendered: 18 }]);
});

test("neither the ids nor the stored order of comparisons tell which models they are of", async () => {
  const models = ["one", "two", "three"];
  await makePlainTexts("many", 60, models);
  const { id } = await draft("shuffled", { sets: ["many"], models });
  await openStudy(OPERATOR, id);
  const order = "SELECT model_b_id::text || model_a_id::text AS pair FROM comparisons WHERE study_id = $1 ORDER BY";
  for (const by of ["id", "ctid"]) {
    const { rows } = await getPool().query<{ pair: string }>(`${order} ${by}`, [id]);
    const changes = rows.filter((row, index) => index > 0 && row.pair !== rows[index - 1]?.pair).length;
    // 59.5 of 119 by chance, 5.5 the standard deviation; in the order of the pairs it would be 119 or 1
    expect(changes).toBeGreaterThan(59.5 - 5 * 5.5);
    expect(changes).toBeLessThan(59.5 + 5 * 5.5);
  }
});

test("a response that is missing, empty, names its model or lacks a turn is left out and counted", async () => {
  await makeTexts({
    set: "flawed",
    prompts: [["Hello"], ["Who are you?"], ["Tell me"], ["One", "Two"]],
    responses: {
      "koala-13b": [["Hi"], ["A bear"], ["Well"], ["First", "Second"]],
      "alpaca-13b": [["\u200b \n"], ["I am Alpaca, a language model."], null, ["Only one turn"]],
      "gpt-3.5-turbo": [["Hi"], ["Alpacas are animals"], ["So"], ["First", "Second"]],
    },
  });
  const { id } = await draft("flawed", { sets: ["flawed"] });
  await openStudy(OPERATOR, id);
  const { protocol } = await getStudy(OPERATOR, "flawed");
  expect(protocol.frozen).toMatchObject({
    comparisons: 4,
    leftOut: [{ promptSet: "flawed", model: "alpaca-13b", missing: 2, empty: 1, selfNaming: 1 }],
  });
});

test("a study with nothing to compare stays a draft and says why", async () => {
  await makeTexts({
    set: "unanswered",
    prompts: [["Hello"]],
    responses: { "koala-13b": [["Hi"]], "alpaca-13b": [null] },
  });
  const { id } = await draft("nothing", { sets: ["unanswered"], models: ["koala-13b", "alpaca-13b"] });
  await expect(openStudy(OPERATOR, id)).rejects.toThrow(/alpaca-13b on unanswered: 1 missing.*Import responses/);
  const { status, openError, protocolHash, counts } = await getStudy(OPERATOR, "nothing");
  expect({ status, protocolHash, comparisons: counts.comparisons }).toEqual({
    status: "draft",
    protocolHash: null,
    comparisons: 0,
  });
  expect(openError).toMatch(/nothing to compare/);
  await updateDraft(OPERATOR, "nothing", { sets: ["plain"] });
  await expect(openStudy(OPERATOR, id)).resolves.toMatchObject({ outcome: "opened" });
});

test("a study opened twice at once opens once", async () => {
  const { id } = await draft("twice");
  const outcomes = await Promise.all([openStudy(OPERATOR, id), openStudy(OPERATOR, id), openStudy(OPERATOR, id)]);
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["opened", "was_open", "was_open"]);
  expect(new Set(outcomes.map(({ protocolHash }) => protocolHash)).size).toBe(1);
  expect((await getStudy(OPERATOR, "twice")).counts.comparisons).toBe(12);
  const events = await getPrisma().auditEvent.count({ where: { subjectId: id, action: "study.open" } });
  expect(events).toBe(1);
});

test("the same texts and wishes give the same hash, whatever the study is called", async () => {
  const [one, other] = [await draft("same-1"), await draft("same-2")];
  const hashes = [await openStudy(OPERATOR, one.id), await openStudy(OPERATOR, other.id)];
  expect(hashes[0]?.protocolHash).toBe(hashes[1]?.protocolHash);
});

test("the database itself refuses every change to a frozen study", async () => {
  const { id } = await draft("frozen");
  await openStudy(OPERATOR, id);
  const refused = [
    `UPDATE studies SET protocol = jsonb_set(protocol, '{votesPerComparison}', '9') WHERE id = '${id}'`,
    `UPDATE studies SET protocol_hash = 'other' WHERE id = '${id}'`,
    `UPDATE studies SET protocol_hash = NULL WHERE id = '${id}'`,
    `UPDATE studies SET name = 'renamed' WHERE id = '${id}'`,
    `UPDATE studies SET slug = 'elsewhere' WHERE id = '${id}'`,
    `UPDATE studies SET status = 'draft' WHERE id = '${id}'`,
    `DELETE FROM comparisons WHERE study_id = '${id}'`,
    `UPDATE comparisons SET capacity = 9 WHERE study_id = '${id}'`,
    `UPDATE comparisons SET response_a_id = response_b_id WHERE study_id = '${id}'`,
    `INSERT INTO comparisons (id, study_id, purpose, prompt_id, model_a_id, model_b_id, response_a_id, response_b_id, capacity)
     SELECT gen_random_uuid(), study_id, 'gold', prompt_id, model_a_id, model_b_id, response_a_id, response_b_id, 1
     FROM comparisons WHERE study_id = '${id}' LIMIT 1`,
    `DELETE FROM study_models WHERE study_id = '${id}'`,
    `UPDATE study_models SET is_reference = NOT is_reference WHERE study_id = '${id}'`,
    `DELETE FROM study_prompt_sets WHERE study_id = '${id}'`,
  ];
  for (const statement of refused) {
    await expect(getPool().query(statement), statement).rejects.toThrow(/frozen/);
  }
  await expect(updateDraft(OPERATOR, "frozen", { votesPerComparison: 9 })).rejects.toThrow(/no draft any more/);
});

test("paused, a study opens again under the same hash; closed, it stays closed", async () => {
  const { id } = await draft("pauses");
  await expect(pauseStudy(OPERATOR, "pauses")).rejects.toThrow(/not open/);
  const { protocolHash } = await openStudy(OPERATOR, id);
  await pauseStudy(OPERATOR, "pauses");
  await expect(openStudy(OPERATOR, id)).resolves.toMatchObject({ outcome: "resumed", protocolHash });
  await closeStudy(OPERATOR, "pauses");
  await expect(openStudy(OPERATOR, id)).rejects.toThrow(/stays closed/);
  await expect(pauseStudy(OPERATOR, "pauses")).rejects.toThrow(/not open/);
});

test("a worker opens what was asked for and not a draft that is being edited", async () => {
  const { id } = await draft("asked");
  await expect(openStudy(WORKER, id)).rejects.toThrow(/not waiting/);
  await getPrisma().study.update({ where: { id }, data: { status: "opening" } });
  await expect(updateDraft(OPERATOR, "asked", { votesPerComparison: 2 })).rejects.toThrow(/Wait until it is open/);
  await expect(openStudy(WORKER, id)).resolves.toMatchObject({ outcome: "opened" });
});

test("a draft is checked when it is made: sets, models, reference, names in what raters read", async () => {
  const make = (wishes: object) => createStudy(OPERATOR, { name: "wrong", template: "koala-2023", ...wishes });
  const models = ["koala-13b", "alpaca-13b"];
  await expect(make({ sets: ["plane"] })).rejects.toThrow(/no prompt set plane\. There are: .*plain/);
  await expect(make({ models: ["koala-13b", "koala"] })).rejects.toThrow(/no model koala\. There are: .*koala-13b/);
  await expect(make({ models, reference: "gpt-3.5-turbo" })).rejects.toThrow(/not among the models/);
  await expect(make({ models })).rejects.toThrow(/Say which/);
  await expect(make({ models: ["koala-13b"] })).rejects.toThrow(/at least one more/);
  await expect(make({ models: ["koala-13b", "koala-13b"] })).rejects.toThrow(/named twice/);
  const named = { models, reference: "koala-13b", instructions: "Is koala-13b better?" };
  await expect(make(named)).rejects.toThrow(/instructions .* koala-13b/);
  await expect(make({ votesPerComparison: 0 })).rejects.toThrow(/votesPerComparison/);
  await expect(createStudy(OPERATOR, { name: "a/b", template: "arena" })).rejects.toThrow(/slash/);
  await expect(createStudy(OPERATOR, { name: "opens", template: "arena" })).rejects.toThrow(/already/);
  expect(
    protocolSchema.safeParse((await createStudy(OPERATOR, { name: "bare", template: "arena" })).protocol).success,
  ).toBe(true);
});
