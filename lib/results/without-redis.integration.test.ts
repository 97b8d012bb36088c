import { afterAll, beforeAll, expect, test } from "vitest";
import { OPERATOR } from "@/lib/auth/actor";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { addVotes, vote } from "@/lib/imports/testing/votes";
import { toDefaultOptions } from "@/lib/results/analysis-options";
import { getAnalysis, getMatrix } from "@/lib/results/queries";
import { closeAnalysisThread } from "@/lib/results/thread/run-in-thread";

withTestDatabase();

beforeAll(async () => {
  // nobody listens there
  process.env.REDIS_URL = "redis://127.0.0.1:1";
});

afterAll(async () => {
  await closeAnalysisThread();
});

test("while Redis is away votes come in, and are analysed, once for all who ask at the same time", async () => {
  await addVotes("s", [vote(), vote({ judge: "ben", winner: "tie" })]);
  const ask = () => getAnalysis(OPERATOR, "s", toDefaultOptions(null));
  const answers = await Promise.all([ask(), ask(), ask()]);
  expect(answers[0]).toMatchObject({ votes: 2, raters: 2, version: "" });
  expect(new Set(answers.map(({ computedAt }) => computedAt)).size).toBe(1);
  expect(await getMatrix(OPERATOR, "s")).toMatchObject({ votes: 2, version: "" });
});
