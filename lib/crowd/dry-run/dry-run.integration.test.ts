import { afterAll, describe, expect, test } from "vitest";
import { createAccount } from "@/lib/auth/account-commands";
import { OPERATOR, WORKER } from "@/lib/auth/actor";
import { deleteDryRun } from "@/lib/crowd/commands/delete-dry-run";
import { dryRunStudy, requestDryRun, runDryRun } from "@/lib/crowd/commands/dry-run";
import { getDryRunReport } from "@/lib/crowd/queries/dry-run-report";
import { openSessionStudy } from "@/lib/crowd/testing/open-session-study";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { getQueue } from "@/lib/jobs/queue";
import { getResults } from "@/lib/results/queries";
import { closeAnalysisThread } from "@/lib/results/thread/run-in-thread";
import { getStudy, listStudies } from "@/lib/studies/queries/studies";
import { NO_STOPPING } from "@/lib/studies/session-schema";

withTestDatabase();

afterAll(async () => {
  await closeAnalysisThread();
});

async function count(sql: string, values: unknown[] = []): Promise<number> {
  return Number((await getPool().query(sql, values)).rows[0]?.count);
}

const PAID = { amountMicros: 2_000_000, currency: "GBP", minutes: 10, floorMicros: 6_000_000 };

describe("a dry run", () => {
  test("sends simulated raters through a copy, and says what it would cost; the study itself is as it was", async () => {
    const shares = { goldShare: 0.2, attentionShare: 0.1, repeatShare: 0.1, pay: PAID };
    const study = await openSessionStudy({
      ...{ prompts: 12, gold: 4, session: shares },
      wishes: { votesPerComparison: 20, pairsPerRater: 12 },
    });
    const seen: number[] = [];
    const copy = await dryRunStudy(
      OPERATOR,
      study.name,
      { raters: 10, seed: 3 },
      { onRater: ({ raters }) => seen.push(raters) },
    );
    expect(copy.name).toBe(`${study.name} (dry run 1)`);
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const report = await getDryRunReport(OPERATOR, copy.name);
    expect(report).toMatchObject({ settings: { raters: 10, seed: 3 }, isDone: true, raters: 10, votes: 120 });
    expect(report.kinds.reduce((sum, { raters }) => sum + raters, 0)).toBe(10);
    expect(report.pay).toMatchObject({ totalMicros: 20_000_000, hourlyMicros: 12_000_000, currency: "GBP" });
    expect(report.medianMinutes).toBeGreaterThan(1);
    expect(report.rules).toEqual([]);
    const review = {
      findings: [
        { rule: "always_tie", isNamed: true },
        { rule: "too_fast", isNamed: false },
      ],
    };
    await getPool().query("UPDATE raters SET review = $2 WHERE study_id = $1", [copy.id, JSON.stringify(review)]);
    const reviewed = await getDryRunReport(OPERATOR, copy.name);
    expect(reviewed.rules).toEqual([{ rule: "always_tie", raters: 10 }]);
    expect(reviewed.kinds.every(({ raters, named }) => raters === named)).toBe(true);
    // checks are voted on, and not counted
    const { votes, raters } = await getResults(OPERATOR, copy.name);
    expect(raters).toBe(10);
    expect(votes).toBeLessThan(100);
    expect(votes).toBeGreaterThan(40);
    expect(await getStudy(OPERATOR, copy.name)).toMatchObject({ isDryRun: true, status: "closed" });
    expect(await getStudy(OPERATOR, study.name)).toMatchObject({
      isDryRun: false,
      status: "open",
      counts: { votes: 0 },
    });
    expect(await count("SELECT count(*) FROM raters WHERE study_id = $1", [study.studyId])).toBe(0);
  });

  test("ends by the study's own stopping rule, and when no place is left", async () => {
    const stopping = { ...NO_STOPPING, mostRaters: 5 };
    const stopped = await openSessionStudy({ wishes: { votesPerComparison: 20, stopping } });
    const first = await dryRunStudy(OPERATOR, stopped.name, { raters: 12, seed: 1 });
    expect(await getStudy(OPERATOR, first.name)).toMatchObject({ stop: { rule: "most_raters", raters: 5 } });
    const small = await openSessionStudy({ wishes: { votesPerComparison: 3 } });
    const second = await dryRunStudy(OPERATOR, small.name, { raters: 12, seed: 1 });
    expect(await getDryRunReport(OPERATOR, second.name)).toMatchObject({ raters: 3, votes: 18 });
  });

  test("is removed whole, and nothing real is", async () => {
    const study = await openSessionStudy();
    const copy = await dryRunStudy(OPERATOR, study.name, { raters: 2, seed: 1 });
    await deleteDryRun(OPERATOR, copy.name);
    expect((await listStudies(OPERATOR)).map(({ name }) => name)).not.toContain(copy.name);
    expect(await count("SELECT count(*) FROM comparisons WHERE study_id = $1", [copy.id])).toBe(0);
    await expect(deleteDryRun(OPERATOR, study.name)).rejects.toThrow("is no dry run");
    await expect(getPool().query("DELETE FROM comparisons WHERE study_id = $1", [study.studyId])).rejects.toThrow(
      "is frozen",
    );
    await expect(
      getPool().query("UPDATE studies SET is_dry_run = true WHERE id = $1", [study.studyId]),
    ).rejects.toThrow("for good");
  });

  test("is refused of a dry run, and of more raters than are sensible", async () => {
    const study = await openSessionStudy();
    const copy = await dryRunStudy(OPERATOR, study.name, { raters: 1, seed: 1 });
    await expect(dryRunStudy(OPERATOR, copy.name, { raters: 1, seed: 1 })).rejects.toThrow("cannot be run dry");
    await expect(dryRunStudy(OPERATOR, study.name, { raters: 5000, seed: 1 })).rejects.toThrow("At most 2,000");
  });

  test("that an account asks for is done by a worker", async () => {
    const study = await openSessionStudy();
    const email = "researcher@example.org";
    const role = "editor" as const;
    await createAccount(OPERATOR, { email, name: "A researcher", password: "a-long-password", role });
    const { id: accountId } = await getPrisma().account.findUniqueOrThrow({ where: { email } });
    const account = { kind: "account", accountId, role } as const;
    await expect(requestDryRun(account, study.name, { raters: 2, seed: 1 })).rejects.toThrow("There is no study");
    await getPool().query(`INSERT INTO study_members (study_id, account_id, role) VALUES ($1, $2, 'editor')`, [
      study.studyId,
      accountId,
    ]);
    const copy = await requestDryRun(account, study.name, { raters: 2, seed: 1 });
    expect(await getStudy(account, copy.name)).toMatchObject({ status: "opening", isDryRun: true });
    // votes of the runs before left reviews in the queue
    const job = (await getQueue().getWaiting()).find(({ name }) => name === "dry-run");
    expect([job?.name, job?.data]).toEqual(["dry-run", { studyId: copy.id }]);
    await runDryRun(WORKER, copy.id);
    expect(await getDryRunReport(account, copy.name)).toMatchObject({ isDone: true, raters: 2 });
  });
});
