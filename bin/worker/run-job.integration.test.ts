import { UnrecoverableError } from "bullmq";
import { expect, test } from "vitest";
import { runJob } from "@/bin/worker/run-job";
import { withTestDatabase } from "@/lib/embedded/test-database";

withTestDatabase();

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
