import { UnrecoverableError } from "bullmq";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runJob } from "@/bin/worker/run-job";
import { closePool } from "@/lib/db/pool";
import { closePrisma } from "@/lib/db/prisma";
import { createTestDatabase, type TestDatabase } from "@/lib/embedded/test-database";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await closePrisma();
  await closePool();
  await database.drop();
});

test("a sweep of leases runs on a database that has none", async () => {
  await expect(runJob({ name: "sweep-leases", data: {} })).resolves.toBeUndefined();
});

test("what retrying cannot cure is not retried", async () => {
  const noStudy = {
    studyId: "01890000-0000-7000-8000-000000000001",
    accountId: "01890000-0000-7000-8000-000000000002",
  };
  await expect(runJob({ name: "paint-house", data: {} })).rejects.toThrow(UnrecoverableError);
  await expect(runJob({ name: "open-study", data: { studyId: 7 } })).rejects.toThrow(UnrecoverableError);
  await expect(runJob({ name: "open-study", data: noStudy })).rejects.toThrow(UnrecoverableError);
});
