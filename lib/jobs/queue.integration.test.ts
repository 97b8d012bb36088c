import { expect, test } from "vitest";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { enqueue, getQueue } from "@/lib/jobs/queue";

const STUDY = { studyId: "01890000-0000-7000-8000-000000000001", accountId: "01890000-0000-7000-8000-000000000002" };

withTestDatabase();

test("a job is added with its payload, and once while one of the same id waits", async () => {
  await enqueue("open-study", STUDY, { onceAs: STUDY.studyId });
  await enqueue("open-study", STUDY, { onceAs: STUDY.studyId });
  const waiting = await getQueue().getWaiting();
  expect(waiting.map((job) => [job.name, job.data])).toEqual([["open-study", STUDY]]);
});

test("a payload that is not ids is refused before it reaches the queue", async () => {
  await expect(enqueue("open-study", { ...STUDY, studyId: "koala" })).rejects.toThrow(/UUID/i);
});
