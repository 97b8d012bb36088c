import { beforeAll, expect, test } from "vitest";
import { createAccount } from "@/lib/auth/account-commands";
import { type AccountActor, OPERATOR } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { createStudyFromFile } from "@/lib/studies/commands/create-from-file";
import { createStudy } from "@/lib/studies/commands/create-study";
import { duplicateStudy } from "@/lib/studies/commands/duplicate-study";
import { hashProtocol } from "@/lib/studies/commands/freeze-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import { publishProtocol, unpublishProtocol } from "@/lib/studies/commands/publish-protocol";
import { toMarkdown } from "@/lib/studies/preregistration-markdown";
import { getPreregistration, getProtocolByHash } from "@/lib/studies/queries/get-preregistration";
import { getStudyFile } from "@/lib/studies/queries/get-study-file";
import { previewDraft } from "@/lib/studies/queries/preview-draft";
import { getStudy } from "@/lib/studies/queries/studies";
import { formatStudyFile, parseStudyFile } from "@/lib/studies/study-file";
import { makePlainTexts } from "@/lib/studies/testing/make-texts";

const MODELS = ["koala", "alpaca", "zebra"];
withTestDatabase();

beforeAll(async () => {
  await makePlainTexts("plain", 3, MODELS);
});

/** A study with pairs of its own. */
async function makeStudy(name: string) {
  const pairs: [string, string][] = [
    ["zebra", "koala"],
    ["alpaca", "zebra"],
  ];
  const analysis = { primaryContrast: ["zebra", "koala"] as [string, string] };
  return createStudy(OPERATOR, { name, template: "arena", sets: ["plain"], models: MODELS, pairs, analysis });
}

test("export, create, export gives the same bytes, and both studies freeze to one hash", async () => {
  const made = await makeStudy("first");
  const text = formatStudyFile(await getStudyFile(OPERATOR, "first"));
  const again = await createStudyFromFile(OPERATOR, { ...parseStudyFile(text), name: "again" });
  expect(again.slug).not.toBe(made.slug);
  expect(formatStudyFile({ ...(await getStudyFile(OPERATOR, "again")), name: "first" })).toBe(text);

  const [one, other] = [await openStudy(OPERATOR, made.id), await openStudy(OPERATOR, again.id)];
  expect(one.protocolHash).toMatch(/^[0-9a-f]{64}$/);
  expect(other.protocolHash).toBe(one.protocolHash);
  expect((await getStudy(OPERATOR, "again")).protocol.frozen?.comparisons).toBe(6);
  expect(formatStudyFile(await getStudyFile(OPERATOR, "first"))).toBe(text);
});

test("what is not here is told all at once, by name and digest, and nothing is made", async () => {
  await makeStudy("source");
  const file = await getStudyFile(OPERATOR, "source");
  const strange = "0".repeat(64);
  const sets = [{ name: "plain", version: 1, digest: strange }, { name: "other", version: 4, digest: strange }]; // biome-ignore format: two sets
  const models = [...file.models, "dodo"];
  const refused = await createStudyFromFile(OPERATOR, { ...file, name: "lacking", promptSets: sets, models }).catch(
    (error: Error) => error.message,
  );
  expect(refused).toContain(`There is no prompt set plain, version 1, with digest ${strange}; what is here`);
  expect(refused).toContain(file.promptSets[0]?.digest);
  expect(refused).toContain(`There is no prompt set other, version 4, with digest ${strange}.`);
  expect(refused).toContain("There is no model dodo.");
  expect(await getPrisma().study.count({ where: { name: "lacking" } })).toBe(0);
  await expect(createStudyFromFile(OPERATOR, file)).rejects.toThrow(/a study called source already/);
});

test("a duplicate of an open study is a draft of whoever makes it, with its pairs and none of its members", async () => {
  const { id } = await makeStudy("open one");
  await openStudy(OPERATOR, id);
  const { accountId } = await createAccount(OPERATOR, { email: "ann@example.org", role: "editor" });
  const ann: AccountActor = { kind: "account", accountId, role: "editor" };
  await expect(duplicateStudy(ann, "open one", "mine")).rejects.toThrow(/no study open one/);
  await getPrisma().studyMember.create({ data: { studyId: id, accountId, role: "viewer" } });
  await duplicateStudy(ann, "open one", "mine");
  const [own, original] = [await getStudy(ann, "mine"), await getStudy(ann, "open one")];
  expect(own).toMatchObject({ status: "draft", role: "owner", protocolHash: null, counts: { comparisons: 0 } });
  expect(own.members.map(({ email }) => email)).toEqual(["ann@example.org"]);
  expect(own.protocol).toEqual({ ...original.protocol, frozen: null });
  await openStudy(OPERATOR, own.id);
  expect((await getStudy(ann, "mine")).protocolHash).toBe(original.protocolHash);
});

test("a frozen protocol is its members' by its hash, and anyone's once its owner says so; a draft is told as it would draw", async () => {
  const { id } = await makeStudy("registered");
  const draft = await getPreregistration(OPERATOR, "registered");
  expect(toMarkdown(draft.document)).toMatch(/\*\*Comparisons:\*\* 6, as the responses are now/);
  await expect(publishProtocol(OPERATOR, "registered")).rejects.toThrow(/no frozen protocol/);
  await getPrisma().study.update({ where: { id }, data: { protocol: { ...draft.protocol, votesPerComparison: 9 } } });
  const { protocolHash } = await openStudy(OPERATOR, id);
  await expect(getProtocolByHash(null, protocolHash)).rejects.toThrow(/not public yet/);
  expect(await getProtocolByHash(OPERATOR, protocolHash)).toMatchObject({ name: "registered", isPublic: false });
  await publishProtocol(OPERATOR, "registered");
  const found = await getProtocolByHash(null, protocolHash);
  expect(toMarkdown(found.document)).toContain(protocolHash);
  expect(hashProtocol(found.protocol)).toBe(protocolHash);
  await unpublishProtocol(OPERATOR, "registered");
  await expect(getProtocolByHash(null, protocolHash)).rejects.toThrow(/not public yet/);
  await expect(getProtocolByHash(null, "%00' OR 1")).rejects.toThrow(/not public yet/);
});

test("a draft's preview has the first prompt that both models of a pair answered, in sides that stay, and no model's name", async () => {
  const draft = { sets: ["plain"], instructions: "Be *fair*.", consent: "" };
  const pair: [string, string] = ["koala", "zebra"];
  const preview = await previewDraft(OPERATOR, { ...draft, pairs: [["koala", "nobody"], pair] }); // biome-ignore format: two pairs
  expect(preview.instructionsHtml).toContain("<em>fair</em>");
  expect(preview.pair?.prompt.join()).toContain("Prompt 1");
  const sides = [preview.pair?.first.join() ?? "", preview.pair?.second.join() ?? ""];
  expect(sides.map((side) => /Response (\d) to 1/.exec(side)?.[1]).sort()).toEqual(["0", "2"]);
  expect(JSON.stringify(preview)).not.toMatch(/koala|zebra/);
  expect(await previewDraft(OPERATOR, { ...draft, pairs: [pair] })).toEqual(preview);
  expect((await previewDraft(OPERATOR, { ...draft, sets: [], pairs: [pair] })).pair).toBeNull();
  const rater = { kind: "rater", slug: "x", tokenHash: Buffer.alloc(32) } as const;
  await expect(previewDraft(rater, { ...draft, pairs: [pair] })).rejects.toThrow(/nothing here/);
});
