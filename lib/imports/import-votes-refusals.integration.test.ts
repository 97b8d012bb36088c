import { beforeAll, describe, expect, test } from "vitest";
import { type AccountActor, OPERATOR } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { importPrompts } from "@/lib/imports/commands/import-prompts";
import { importVotes } from "@/lib/imports/commands/import-votes";
import { countRows } from "@/lib/imports/testing/count-rows";
import { fileOf } from "@/lib/imports/testing/files";
import { addVotes, battle, said, vote } from "@/lib/imports/testing/votes";

withTestDatabase();

describe("an error leaves nothing behind:", () => {
  beforeAll(async () => {
    await importPrompts(OPERATOR, fileOf([{ id: "81", prompt: "one" }]), { format: "jsonl", set: "taken" });
    await getPrisma().study.create({ data: { name: "native", slug: "native-slug", template: "arena", protocol: {} } });
    await addVotes("placeholders", [vote()]);
  });

  test.each([
    [
      "an unknown winner",
      "e",
      [vote(), vote({ winner: "modelA" })],
      {},
      /^votes\.jsonl, line 2: the field "winner" is "modelA"\. Write model_a, model_b, tie or both_bad\. Nothing was imported\.$/,
    ],
    [
      "a native study",
      "native",
      [vote()],
      {},
      /"native" is a study of this installation, and votes from elsewhere cannot be added to it/,
    ],
    ["a set that is not there", "e", [vote()], { set: "nowhere" }, /There is no prompt set "nowhere"/],
    [
      "a prompt that the set lacks",
      "e",
      [vote(), vote({ question_id: 7 })],
      { set: "taken" },
      /line 2: the prompt set "taken" has no prompt 7\./,
    ],
    [
      "a turn that the set's prompt lacks",
      "e",
      [vote({ turn: 2 })],
      { set: "taken" },
      /line 1: the turn that was judged is not among those of prompt 81\./,
    ],
    ["a set of the study's name", "taken", [vote()], {}, /There is a prompt set "taken" already\. Name it with --set/],
    [
      "two conversations under one id",
      "e",
      [battle("q"), battle("q", { conversation_a: said("other", "x"), conversation_b: said("other", "y") })],
      { format: "arena" },
      /line 2: prompt q has other words elsewhere\./,
    ],
    [
      "words for a prompt that came without",
      "placeholders",
      [vote({ conversation_a: said("ask", "x"), conversation_b: said("ask", "y") })],
      {},
      /line 1: prompt 81 was imported without its text before\./,
    ],
    [
      "more answers than questions",
      "e",
      [battle("q", { conversation_a: [...said("q", "x"), { role: "assistant", content: "y" }] })],
      { format: "arena" },
      /line 1: the conversation has more turns by the assistant than by the user\./,
    ],
    ["one model by two spellings", "e", [vote({ model_b: "m " })], {}, /line 1: both sides are the model "m"/],
    [
      "columns for a format without",
      "e",
      [vote()],
      { columns: { left: "a" } },
      /Columns are named for the format csv only/,
    ],
  ])("%s", async (_name, study, rows, options, message) => {
    const before = await countRows();
    await expect(addVotes(study, rows, options)).rejects.toThrow(message);
    expect(await countRows()).toEqual(before);
  });
});

describe("whose the study is", () => {
  const makeAccount = async (role: "owner" | "editor" | "viewer") => {
    const email = `${role}-${Math.random().toString(36).slice(2)}@example.org`;
    const { id } = await getPrisma().account.create({ data: { email, name: role, role } });
    return { kind: "account", accountId: id, role } satisfies AccountActor;
  };
  const membersOf = (name: string) => getPrisma().studyMember.findMany({ where: { study: { name } } });
  const addAs = (actor: AccountActor, study: string, rows: unknown[]) =>
    importVotes(actor, fileOf(rows), { format: "mt-bench", study });

  test("the account that imports owns it, and nobody else adds to it", async () => {
    const [mine, other, viewer] = [
      await makeAccount("editor"),
      await makeAccount("editor"),
      await makeAccount("viewer"),
    ];
    await addAs(mine, "mine", [vote()]);
    expect(await membersOf("mine")).toMatchObject([{ accountId: mine.accountId, role: "owner" }]);
    await expect(addAs(other, "mine", [vote({ judge: "x" })])).rejects.toThrow(/The name "mine" is taken/);
    await expect(addAs(viewer, "viewer's", [vote()])).rejects.toMatchObject({ code: "forbidden" });
    expect(await addAs(mine, "mine", [vote({ judge: "x" })])).toMatchObject({ status: "imported" });
  });

  test("what the operator imports, each owner of the installation owns", async () => {
    const owners = [await makeAccount("owner"), await makeAccount("owner")];
    await addVotes("operator's", [vote()]);
    const members = await membersOf("operator's");
    expect(members.map(({ accountId }) => accountId).sort()).toEqual(owners.map(({ accountId }) => accountId).sort());
  });
});
