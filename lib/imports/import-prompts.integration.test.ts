import { describe, expect, test } from "vitest";
import { type AccountActor, OPERATOR } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { lacksSharedData } from "@/lib/formats/testing/shared-data";
import { importPrompts } from "@/lib/imports/commands/import-prompts";
import { countRows } from "@/lib/imports/testing/count-rows";
import { fileOf, publishedFile, textFile } from "@/lib/imports/testing/files";
import { findNewestPromptSet, getPromptSet, listPromptSets } from "@/lib/prompts/queries";

withTestDatabase();

const rows = (...texts: string[]) => texts.map((prompt, index) => ({ id: `p${index}`, prompt }));
const jsonl = (set: string) => ({ format: "jsonl" as const, set });

test("a file becomes a sealed set, in the file's order", async () => {
  const imported = await importPrompts(OPERATOR, fileOf(rows("one", "two", "three")), jsonl("order"));
  expect(imported).toEqual({ status: "imported", set: "order", version: 1, prompts: 3 });
  const { set, prompts, nextAfter } = await getPromptSet(OPERATOR, { name: "order" });
  expect(set).toMatchObject({ promptCount: 3, source: "jsonl", isSample: false });
  expect(prompts.map(({ position, externalId, turns }) => [position, externalId, turns])).toEqual([
    [1, "p0", [{ text: "one", input: null }]],
    [2, "p1", [{ text: "two", input: null }]],
    [3, "p2", [{ text: "three", input: null }]],
  ]);
  expect(nextAfter).toBeNull();
  const change = getPool().query("DELETE FROM prompts WHERE prompt_set_id = $1", [set.id]);
  await expect(change).rejects.toThrow(/sealed/);
});

test("prompts come by pages", async () => {
  await importPrompts(OPERATOR, fileOf(rows("a", "b", "c")), jsonl("pages"));
  const first = await getPromptSet(OPERATOR, { name: "pages" }, { limit: 2 });
  expect([first.prompts.length, first.nextAfter]).toEqual([2, 2]);
  const second = await getPromptSet(OPERATOR, { name: "pages" }, { limit: 2, after: 2 });
  expect([second.prompts.map(({ externalId }) => externalId), second.nextAfter]).toEqual([["p2"], null]);
});

test("the same file again changes nothing and says so; other prompts are the next version", async () => {
  const first = rows("one", "two");
  await importPrompts(OPERATOR, fileOf(first), jsonl("versions"));
  const before = await countRows();
  const again = await importPrompts(OPERATOR, fileOf(first), jsonl("versions"));
  expect(again).toEqual({ status: "unchanged", set: "versions", version: 1, prompts: 2 });
  const otherBytes = await importPrompts(
    OPERATOR,
    fileOf(first.map((row) => ({ ...row, note: "new" }))),
    jsonl("versions"),
  );
  expect(otherBytes).toMatchObject({ status: "unchanged", version: 1 });
  expect(await countRows()).toEqual(before);

  const next = await importPrompts(OPERATOR, fileOf(rows("one", "other")), jsonl("versions"));
  expect(next).toMatchObject({ status: "imported", version: 2 });
  expect(await importPrompts(OPERATOR, fileOf(first), jsonl("versions"))).toMatchObject({
    status: "unchanged",
    version: 1,
  });
  expect(await findNewestPromptSet(OPERATOR, "versions")).toMatchObject({ version: 2 });
  const listed = (await listPromptSets(OPERATOR)).filter(({ name }) => name === "versions");
  expect(listed.map(({ version }) => version)).toEqual([2, 1]);
});

test("two imports under one name at the same moment make two versions", async () => {
  const imported = await Promise.all(
    ["one", "two", "three"].map((text) => importPrompts(OPERATOR, fileOf(rows(text)), jsonl("at once"))),
  );
  expect(imported.map(({ version }) => version).sort()).toEqual([1, 2, 3]);
});

test("byte order mark, CRLF and UTF-16 give the same set as plain UTF-8", async () => {
  const plain = '{"id":"p0","prompt":"Grüße"}\n{"id":"p1","prompt":"two"}\n';
  await importPrompts(OPERATOR, textFile(plain), jsonl("encodings"));
  for (const other of [
    `\uFEFF${plain}`,
    plain.replaceAll("\n", "\r\n"),
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(plain, "utf16le")]),
  ]) {
    expect(await importPrompts(OPERATOR, textFile(other), jsonl("encodings"))).toMatchObject({ status: "unchanged" });
  }
});

test.each([
  [
    "a repeated id",
    '{"id":"a","prompt":"x"}\n{"id":"a","prompt":"y"}\n',
    /^bad\.jsonl, line 2: the id "a" was used on line 1 before\. .* Nothing was imported\.$/,
  ],
  [
    "a missing field",
    '{"id":"a","prompt":"x"}\n{"id":"b"}\n',
    /^bad\.jsonl, line 2: the field "prompt" is missing\. .* Nothing was imported\.$/,
  ],
  [
    "a wrong encoding",
    Buffer.from('{"id":"a","prompt":"Gr\xfc\xdfe"}\n', "latin1"),
    /^bad\.jsonl, line 1: the text is not valid UTF-8 \(byte 0xFC\)\. Save the file as UTF-8\. Nothing was imported\.$/,
  ],
  ["an empty file", "", /^bad\.jsonl: the file holds no rows\. .* Nothing was imported\.$/],
  [
    "an error after the first batch",
    `${Array.from({ length: 1500 }, (_, id) => JSON.stringify({ id, prompt: "x" })).join("\n")}\n{`,
    /^bad\.jsonl, line 1501: this is not valid JSON\. .* Nothing was imported\.$/,
  ],
])("%s is an error that names the place and leaves nothing behind", async (_name, content, message) => {
  const before = await countRows();
  await expect(importPrompts(OPERATOR, textFile(content, "bad.jsonl"), jsonl("bad"))).rejects.toThrow(message);
  expect(await countRows()).toEqual(before);
});

test("a viewer reads sets and writes none; a rater sees nothing", async () => {
  const { id } = await getPrisma().account.create({ data: { email: "viewer@example.org", name: "V", role: "viewer" } });
  const viewer: AccountActor = { kind: "account", accountId: id, role: "viewer" };
  await importPrompts(OPERATOR, fileOf(rows("shared")), jsonl("shared"));
  expect(await findNewestPromptSet(viewer, "shared")).not.toBeNull();
  await expect(importPrompts(viewer, fileOf(rows("mine")), jsonl("mine"))).rejects.toThrow(/Viewers read only/);
  const rater = { kind: "rater", slug: "s", tokenHash: Buffer.alloc(32) } as const;
  await expect(listPromptSets(rater)).rejects.toMatchObject({ code: "not_found" });
});

test.each([
  [{ format: "csv", set: "  " }, "set: Give the prompt set a name."],
  [{ format: "xml", set: "a" }, /Give one of these formats: koala-test-set, /],
  [{ format: "csv", set: "a", sample: 3 }, /sample size and a seed together/],
])("the options %j are refused before the file is read", async (options, message) => {
  await expect(importPrompts(OPERATOR, textFile(""), options as never)).rejects.toThrow(message);
});

describe.skipIf(lacksSharedData())("published prompt sets", () => {
  test("the Koala test set has 180 prompts", async () => {
    const file = publishedFile("koala_test_set/koala_test_set.jsonl");
    const imported = await importPrompts(OPERATOR, file, { format: "koala-test-set", set: "koala-test-set" });
    expect(imported).toMatchObject({ status: "imported", prompts: 180 });
    const { prompts } = await getPromptSet(OPERATOR, { name: "koala-test-set" }, { after: 31, limit: 1 });
    expect(prompts[0]?.externalId).toBe("koala_31");
    expect(prompts[0]?.turns[0]?.text).toHaveLength(18_598);
  });

  test("180 of self-instruct with seed 7 are the same 180 each time, and others with seed 8", async () => {
    const sample = (set: string, seed: number) =>
      importPrompts(OPERATOR, publishedFile("self_instruct/user_oriented_instructions.jsonl"), {
        format: "self-instruct",
        set,
        sample: 180,
        seed,
      });
    expect(await sample("alpaca a", 7)).toMatchObject({ status: "imported", prompts: 180 });
    expect(await sample("alpaca b", 7)).toMatchObject({ status: "imported", prompts: 180 });
    expect(await sample("alpaca a", 7)).toMatchObject({ status: "unchanged", version: 1 });
    expect(await sample("alpaca a", 8)).toMatchObject({ status: "imported", version: 2 });
    const digests = await getPrisma().promptSet.findMany({ where: { name: { in: ["alpaca a", "alpaca b"] } } });
    expect(new Set(digests.map(({ digest }) => digest)).size).toBe(2);
  });
});
