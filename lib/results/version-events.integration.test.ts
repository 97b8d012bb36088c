import { v7 as uuidv7 } from "uuid";
import { afterAll, expect, test } from "vitest";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { getRedis } from "@/lib/redis/client";
import { listVersionEvents } from "@/lib/results/version-events";
import { closeVersionHub } from "@/lib/results/version-hub";
import { announceVotes, readVersion } from "@/lib/votes/results-version";

withTestDatabase();

afterAll(async () => {
  closeVersionHub();
});

type Told = { version: string | null; comment: boolean; at: number };

function listen(studyId: string, options: { heartbeatMs?: number; lifeMs?: number } = {}) {
  const gone = new AbortController();
  const events = listVersionEvents({ studyId, signal: gone.signal, ...options });
  const next = async (): Promise<Told | null> => {
    const { done, value } = await events.next();
    if (done) return null;
    const data = /^data: (.*)$/m.exec(value)?.[1];
    return { version: data ? JSON.parse(data).version : null, comment: value.startsWith(":"), at: Date.now() };
  };
  return { next, leave: () => gone.abort() };
}

test("the present version comes first, then the version of each further vote", async () => {
  const studyId = uuidv7();
  const reader = listen(studyId);
  expect((await reader.next())?.version).toBeNull();
  const first = await reader.next();
  expect(first?.version).toBe(await readVersion(studyId));
  const castAt = Date.now();
  await announceVotes(studyId);
  const second = await reader.next();
  expect(second?.version).toBe(String(Number(first?.version) + 1));
  expect((second?.at ?? 0) - castAt).toBeLessThan(1_500);
  reader.leave();
  expect(await reader.next()).toBeNull();
});

test("many votes are one event a second, the last of them with the last version; others' votes are none", async () => {
  const studyId = uuidv7();
  const reader = listen(studyId, { heartbeatMs: 1_000 });
  await reader.next();
  const told = [await reader.next()];
  const voting = setInterval(() => {
    void announceVotes(studyId);
    void announceVotes(uuidv7());
  }, 20);
  for (let count = 0; count < 2; count++) told.push(await reader.next());
  clearInterval(voting);
  told.push(await reader.next());
  for (const [index, one] of told.entries()) {
    if (index > 0) expect((one?.at ?? 0) - (told[index - 1]?.at ?? 0)).toBeGreaterThan(950);
  }
  expect(told.at(-1)?.version).toBe(await readVersion(studyId));
  reader.leave();
});

test("with nothing new the version is said again with a comment, and after its life the stream ends", async () => {
  const studyId = uuidv7();
  const reader = listen(studyId, { heartbeatMs: 300, lifeMs: 1_800 });
  await reader.next();
  const first = await reader.next();
  expect(await reader.next()).toMatchObject({ version: first?.version, comment: true });
  let last: Told | null = first;
  while (last !== null) last = await reader.next();
});

test("two readers share one connection, and who comes again is told what there is now", async () => {
  const studyId = uuidv7();
  const readers = [listen(studyId), listen(studyId)];
  for (const { next } of readers) {
    await next();
    expect((await next())?.version).toBe(await readVersion(studyId));
  }
  await expect
    .poll(
      async () =>
        String(await getRedis().call("CLIENT", "LIST", "TYPE", "pubsub"))
          .trim()
          .split("\n").length,
    )
    .toBe(1);
  readers[0]?.leave();
  await readers[0]?.next();
  await announceVotes(studyId);
  expect((await readers[1]?.next())?.version).toBe(await readVersion(studyId));
  const again = listen(studyId);
  await again.next();
  expect((await again.next())?.version).toBe(await readVersion(studyId));
  for (const reader of [again, readers[1]]) reader?.leave();
});

test("a Redis that lost everything goes on with versions that nobody has seen", async () => {
  const studyId = uuidv7();
  await announceVotes(studyId);
  const before = await readVersion(studyId);
  await getRedis().flushdb();
  await announceVotes(studyId);
  expect(Number(await readVersion(studyId))).toBeGreaterThan(Number(before) + 1);
});
