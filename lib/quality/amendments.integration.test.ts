import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { takePairs } from "@/lib/assignments/commands/take-pairs";
import { addRater } from "@/lib/assignments/testing/add-rater";
import { makeStudy } from "@/lib/assignments/testing/make-study";
import { OPERATOR, type RaterActor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { withdrawResponse } from "@/lib/quality/commands/withdraw-response";
import { getAmendments, getResults } from "@/lib/results/queries";
import { amendProtocol, findBreak } from "@/lib/studies/amend-protocol";
import type { Amendment } from "@/lib/studies/amendment-schema";
import { amendText } from "@/lib/studies/commands/amend-text";
import { getRatingStudy } from "@/lib/studies/queries/rating-study";
import { getStudy } from "@/lib/studies/queries/studies";
import { recordVote } from "@/lib/votes/commands/record-vote";

withTestDatabase();

const REASON = "The second sentence was about another study.";

async function query<T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> {
  return (await getPool().query(sql, values)).rows;
}

/** One response of a study, by the names that a researcher knows it by. */
async function findResponse(studyId: string) {
  const [found] = await query<{ id: string; model: string; prompt: string }>(
    `SELECT r.id, m.name AS model, p.external_id AS prompt FROM comparisons c JOIN responses r ON r.id = c.response_a_id
     JOIN models m ON m.id = r.model_id JOIN prompts p ON p.id = r.prompt_id WHERE c.study_id = $1 ORDER BY p.position LIMIT 1`,
    [studyId],
  );
  if (!found) throw new Error("no response");
  return found;
}

describe("an amendment", () => {
  test("is chained to the protocol's hash, and whoever changes one of them is found out", async () => {
    const study = await makeStudy({ models: 3 });
    const { model, prompt } = await findResponse(study.studyId);
    // two at the same moment follow each other
    await Promise.all([
      amendText(OPERATOR, study.name, { field: "instructions", to: "Read both, twice.", reason: REASON }),
      amendText(OPERATOR, study.name, { field: "criteria", to: "truth\nstyle", reason: REASON }),
    ]);
    await amendText(OPERATOR, study.name, { field: "consent", to: "I take part, and may stop.", reason: REASON });
    await withdrawResponse(OPERATOR, study.name, { response: { model, prompt }, reason: REASON });

    const { protocol, protocolHash, amendments } = await getStudy(OPERATOR, study.name);
    expect(amendments.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(findBreak(protocolHash ?? "", amendments)).toBeNull();
    expect(protocol).toMatchObject({ instructions: "Read both.", consent: { version: "1", text: "I take part." } });
    expect(amendProtocol(protocol, amendments)).toMatchObject({ criteria: ["truth", "style"] });
    expect(await getRatingStudy(study.slug)).toMatchObject({
      instructionsHtml: expect.stringContaining("twice"),
      consentHtml: expect.stringContaining("may stop"),
      consentVersion: "1, amendment 3",
    });

    const tampered: ((one: Amendment) => Partial<Amendment>)[] = [
      () => ({ reason: "Another reason altogether." }),
      ({ at }) => ({ at: new Date(Date.parse(at) + 1).toISOString() }),
      ({ change }) => ({ change: { ...change, digest: "0" } as never }),
      () => ({ previousHash: "0" }),
      () => ({ hash: "0" }),
    ];
    for (const change of tampered) {
      const changed = amendments.map((one) => (one.number === 2 ? ({ ...one, ...change(one) } as Amendment) : one));
      expect(findBreak(protocolHash ?? "", changed)).toMatch(/^Amendment [23] /);
    }
    expect(findBreak(protocolHash ?? "", amendments.slice(1))).toBe("Amendment 1 is missing.");
    expect(findBreak("another protocol", amendments)).toMatch(/^Amendment 1 /);
    await expect(query("UPDATE amendments SET reason = 'x'")).rejects.toThrow("append-only");
    await expect(query("DELETE FROM amendments")).rejects.toThrow("append-only");
  });

  test("is refused without a reason, for no change, for a text that names a model, and where nothing is frozen", async () => {
    const study = await makeStudy();
    const amend = (to: string, reason = REASON) => amendText(OPERATOR, study.name, { field: "question", to, reason });
    await expect(amend("Which?", "typo")).rejects.toThrow("10 characters");
    await expect(amend("Which response is better?")).rejects.toThrow("same as before");
    await expect(amend("Is model-1 better?")).rejects.toThrow("names the model model-1");
    await expect(amend("")).rejects.toThrow("cannot stand so");
    await expect(amendText(OPERATOR, study.name, { field: "contact", to: "me", reason: REASON })).rejects.toThrow(
      "has no contact",
    );
    const nobody = { kind: "account", accountId: study.studyId, role: "owner" } as const;
    await expect(amendText(nobody, study.name, { field: "question", to: "?", reason: REASON })).rejects.toThrow(
      `There is no study ${study.name}`,
    );
    const unknown = { model: "nobody", prompt: "p1" };
    await expect(withdrawResponse(OPERATOR, study.name, { response: unknown, reason: REASON })).rejects.toThrow(
      "no response of nobody",
    );
    await query("UPDATE studies SET status = 'closed' WHERE id = $1", [study.studyId]);
    await expect(amend("Which is it?")).rejects.toThrow("is closed");
  });
});

/** Rates until nothing is left, and tells how many votes the platform said it has recorded. */
async function rateAll(actor: RaterActor): Promise<number> {
  let recorded = 0;
  let reply = await takePairs(actor, []);
  // what others hold may come free, however long they take: the test's own limit ends the waiting
  while (reply.state !== "finished") {
    const pair = reply.pairs[0]?.pair;
    if (!pair) {
      await sleep(5);
      reply = await takePairs(actor, []);
      continue;
    }
    const { assignmentId, revision } = pair;
    const more = { layout: "stacked" as const, decisionMs: 9_000, have: [] };
    reply = await recordVote(actor, { assignmentId, revision, choice: "first", ...more });
    if (reply.outcome === "recorded") recorded++;
  }
  return recorded;
}

test("a response is withdrawn under eight who vote: no vote is lost, none on it counts, and nobody is handed it again", async () => {
  const study = await makeStudy({ models: 3, prompts: 6, votesPerComparison: 4, protocol: { oncePerPrompt: false } });
  const { id } = await findResponse(study.studyId);
  const raters = await Promise.all(Array.from({ length: 8 }, () => addRater(study)));
  const [early] = raters;
  if (early) await takePairs(early, []);
  const rating = Promise.all(raters.map(rateAll));
  const withdrawing = withdrawResponse(OPERATOR, study.name, { response: { id }, reason: REASON });
  const { amendment, comparisons } = await withdrawing;
  const [moment] = await query<{ now: Date }>("SELECT now() AS now");
  const recorded = (await rating).reduce((sum, votes) => sum + votes, 0);

  expect(comparisons).toBe(2);
  const counts = await query<{
    purpose: string;
    votes: number;
    comparisons: number;
    open: number;
    handedAfter: number;
  }>(
    `SELECT c.purpose::text AS purpose, count(DISTINCT c.id)::int AS comparisons, count(v.id)::int AS votes,
       count(*) FILTER (WHERE a.state = 'open')::int AS open,
       count(*) FILTER (WHERE a.served_at > $2)::int AS "handedAfter"
     FROM comparisons c LEFT JOIN assignments a ON a.comparison_id = c.id LEFT JOIN votes v ON v.assignment_id = a.id
     WHERE c.study_id = $1 GROUP BY 1 ORDER BY 1`,
    [study.studyId, moment?.now],
  );
  const [main, withdrawn] = counts;
  expect(main).toMatchObject({ purpose: "main", comparisons: 16, votes: 64, open: 0 });
  expect(withdrawn).toMatchObject({ purpose: "withdrawn", comparisons: 2, open: 0, handedAfter: 0 });
  expect(recorded).toBe((main?.votes ?? 0) + (withdrawn?.votes ?? 0));
  expect((await getResults(OPERATOR, study.name)).votes).toBe(64);
  const miscounted = await query(
    `SELECT c.id FROM comparisons c LEFT JOIN assignments a ON a.comparison_id = c.id WHERE c.study_id = $1 GROUP BY c.id
     HAVING c.open <> count(a.id) FILTER (WHERE a.state = 'open') OR c.done <> count(a.id) FILTER (WHERE a.state = 'done')
       OR c.first_a <> count(a.id) FILTER (WHERE a.state IN ('open', 'done') AND a.first_is_a)`,
    [study.studyId],
  );
  expect(miscounted).toEqual([]);
  await expect(withdrawResponse(OPERATOR, study.name, { response: { id }, reason: REASON })).rejects.toThrow(
    "withdrawn before",
  );
  // for anyone once the results are public, and for nobody before
  await expect(getAmendments(null, study.name)).rejects.toThrow("no published results");
  await query("UPDATE studies SET published_at = now() WHERE id = $1", [study.studyId]);
  expect(await getAmendments(null, study.name)).toEqual([amendment]);
});
