import { beforeAll, expect, test } from "vitest";
import { createAccount } from "@/lib/auth/account-commands";
import { type AccountActor, OPERATOR, WORKER } from "@/lib/auth/actor";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { closeQueue, getQueue } from "@/lib/jobs/queue";
import { closeRedis } from "@/lib/redis/client";
import { createStudy } from "@/lib/studies/commands/create-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import { pauseStudy } from "@/lib/studies/commands/pause-study";
import { requestOpen } from "@/lib/studies/commands/request-open";
import { getStudy } from "@/lib/studies/queries/studies";
import { makePlainTexts } from "@/lib/studies/testing/make-texts";

withTestDatabase();

let actor: AccountActor;

beforeAll(async () => {
  await makePlainTexts("plain", 2, ["koala", "alpaca"]);
  const { accountId } = await createAccount(OPERATOR, { email: "ann@example.org", role: "editor" });
  actor = { kind: "account", accountId, role: "editor" };
});

test("asked from the browser, a study waits for a worker, who opens it; paused, it goes on at once", async () => {
  const parts = { sets: ["plain"], models: ["koala", "alpaca"] };
  const { id } = await createStudy(actor, { name: "asked", template: "arena", ...parts });
  expect(await requestOpen(actor, "asked")).toBe("opening");
  expect(await requestOpen(actor, "asked")).toBe("opening");
  const waiting = await getQueue().getWaiting();
  expect(waiting.map((job) => [job.name, job.data])).toEqual([
    ["open-study", { studyId: id, accountId: actor.accountId }],
  ]);

  await openStudy(WORKER, id);
  await pauseStudy(actor, "asked");
  expect(await requestOpen(actor, "asked")).toBe("open");
  expect((await getStudy(actor, "asked")).status).toBe("open");
});

test("a draft that is not ready is refused before any job", async () => {
  await createStudy(actor, { name: "bare", template: "arena" });
  await expect(requestOpen(actor, "bare")).rejects.toThrow(/no prompt sets/);
  expect((await getStudy(actor, "bare")).status).toBe("draft");
});

test("without a queue the study is a draft as before, and says so", async () => {
  await createStudy(actor, { name: "no queue", template: "arena", sets: ["plain"], models: ["koala", "alpaca"] });
  await closeQueue();
  await closeRedis();
  await getQueue().disconnect();
  await expect(requestOpen(actor, "no queue")).rejects.toMatchObject({ code: "unavailable" });
  expect(await getStudy(actor, "no queue")).toMatchObject({
    status: "draft",
    openError: expect.stringMatching(/queue/),
  });
});
