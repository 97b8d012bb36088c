import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "@/lib/auth/account-commands";
import { OPERATOR } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { startConversation } from "@/lib/demo/commands/start-conversation";
import { voteOnBattle } from "@/lib/demo/commands/vote-on-battle";
import { getDemoOverview } from "@/lib/demo/queries";
import type { BattleVote, Revealed } from "@/lib/demo/schema";
import { addDemoModel, newVisitor, openDemo, say } from "@/lib/demo/testing/demo-stage";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { openVoteCsv } from "@/lib/exports/vote-csv";
import type { OpenAiTestServer } from "@/lib/inference/testing/openai-server";
import { admitRater } from "@/lib/raters/commands";
import { getMatrix, getResults } from "@/lib/results/queries";
import { closeStudy } from "@/lib/studies/commands/close-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import { pauseStudy } from "@/lib/studies/commands/pause-study";
import { getProgress } from "@/lib/studies/queries/progress";
import { listRaters } from "@/lib/studies/queries/raters";
import { getRatingStudy } from "@/lib/studies/queries/rating-study";
import { getStudy } from "@/lib/studies/queries/studies";

const MODELS = ["alder", "birch", "cedar"];

withTestDatabase();

let servers: OpenAiTestServer[];

beforeAll(async () => {
  process.env.EUCALYPT_MODEL_HOSTS = "127.0.0.1";
  servers = await Promise.all(MODELS.map((name) => addDemoModel(name, { answer: () => "An answer to that." })));
  await openDemo(MODELS, 100);
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
});

async function fight(choice: BattleVote["choice"]): Promise<Revealed> {
  const visitor = newVisitor();
  const { id } = await startConversation(visitor, { kind: "battle" });
  await say(visitor, id, { text: `Which tree is it? ${id}` });
  return voteOnBattle(visitor, id, { choice, layout: "stacked" });
}

const arenas = () => getPrisma().study.findMany({ where: { kind: "open" }, orderBy: { createdAt: "asc" } });

test("many votes at once make one arena, and every one of them is in its results and its CSV", async () => {
  await getPrisma().study.create({
    data: { name: "arena", slug: "taken", template: "arena", protocol: {}, status: "draft" },
  });
  const choices = ["first", "second", "tie", "both_bad", "first", "first"] as const;
  const revealed = await Promise.all(choices.map(fight));
  const [arena] = await arenas();
  expect(await arenas()).toHaveLength(1);
  expect(arena?.name).toBe("arena 2");
  const name = arena?.name ?? "";

  const results = await getResults(OPERATOR, name);
  expect(results).toMatchObject({ votes: 6, raters: 6, prompts: 6, protocolHash: null });
  for (const row of results.matrix) {
    const mine = revealed.filter(
      ({ first, second }) => [first, second].sort().join() === [row.modelA, row.modelB].join(),
    );
    const winsOf = (model: string) =>
      mine.filter(
        ({ first, second, choice }) => (choice === "first" ? first : choice === "second" && second) === model,
      );
    expect(row).toMatchObject({
      votes: mine.length,
      winsA: winsOf(row.modelA).length,
      winsB: winsOf(row.modelB).length,
    });
  }
  expect(await getMatrix(OPERATOR, name)).toMatchObject({ votesWanted: null, offersBothBad: true, isImported: false });
  expect(await getProgress(OPERATOR, name)).toMatchObject({ votes: 6, raters: 6, ratingNow: 0 });
  expect(await listRaters(OPERATOR, name)).toHaveLength(6);

  const { protocol } = await getStudy(OPERATOR, name);
  const met = [...new Set(revealed.flatMap(({ first, second }) => [first, second]))].sort();
  expect(protocol).toMatchObject({ models: met, promptSets: [{ name, version: 1 }], reference: null });
  expect(await getPrisma().promptSet.findFirst({ where: { name } })).toMatchObject({ promptCount: 6, sealedAt: null });

  const { chunks } = await openVoteCsv(OPERATOR, name);
  let csv = "";
  for await (const chunk of chunks) csv += chunk.toString("utf8");
  expect(csv.trim().split("\n")).toHaveLength(7);
  expect(csv).toContain(",stacked,");
});

test("raters have no way into an arena", async () => {
  const [arena] = await arenas();
  await expect(getRatingStudy(arena?.slug ?? "")).rejects.toMatchObject({ code: "not_found" });
  await expect(admitRater(arena?.slug ?? "", "demo-1")).rejects.toMatchObject({ code: "not_found" });
});

test("every owner of the installation is a member, who became one later with the next vote", async () => {
  const { email } = await createAccount(OPERATOR, { email: "late@example.org", role: "owner" });
  const account = await getPrisma().account.findUniqueOrThrow({ where: { email } });
  const owner = { kind: "account", accountId: account.id, role: "owner" } as const;
  expect((await getDemoOverview(owner)).arenas).toEqual([]);
  await fight("tie");
  expect((await getDemoOverview(owner)).arenas).toEqual(["arena 2"]);
  expect((await getStudy(owner, "arena 2")).role).toBe("owner");
});

test("a paused arena counts nothing, goes on when it is opened, and one that is closed makes way for another", async () => {
  const count = async (study: string) => (await getResults(OPERATOR, study)).votes;
  await pauseStudy(OPERATOR, "arena 2");
  expect((await fight("first")).notCounted).toContain("paused");
  expect(await count("arena 2")).toBe(7);
  await openStudy(OPERATOR, (await getStudy(OPERATOR, "arena 2")).id);
  expect((await fight("first")).notCounted).toBeNull();
  expect(await count("arena 2")).toBe(8);
  await closeStudy(OPERATOR, "arena 2");
  await fight("second");
  expect(await count("arena 2")).toBe(8);
  expect(await count("arena 3")).toBe(1);
});
