import { expect, test } from "vitest";
import { takePairs } from "@/lib/assignments/commands/take-pairs";
import { OPERATOR, type RaterActor } from "@/lib/auth/actor";
import { joinStudy } from "@/lib/crowd/commands/join-study";
import { joinRequestSchema, type Step, type StepRequest, stepRequestSchema } from "@/lib/crowd/schema";
import { answerStep } from "@/lib/crowd/steps/answer-step";
import { openSessionStudy } from "@/lib/crowd/testing/open-session-study";
import { getPool } from "@/lib/db/pool";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { listAnswerableSets } from "@/lib/prompts/queries";
import { hashRaterToken } from "@/lib/raters/session";
import { latestVotes, listRaters } from "@/lib/studies/queries/raters";
import { recordVote } from "@/lib/votes/commands/record-vote";

withTestDatabase();

const STRANGER = { accountId: null, browserMark: null, hasSession: false };
const PROLIFIC = { completedCode: "DONE1234", failedChecksCode: "FAIL1234" };

async function join(slug: string, arrival = ""): Promise<RaterActor> {
  const { token } = await joinStudy(slug, joinRequestSchema.parse({ consentVersion: "1", arrival }), STRANGER);
  return { kind: "rater", slug, tokenHash: hashRaterToken(token ?? "") };
}

function step(actor: RaterActor, request: StepRequest): Promise<Step> {
  return answerStep(actor, stepRequestSchema.parse(request));
}

async function rateAll(actor: RaterActor): Promise<number> {
  let votes = 0;
  for (let reply = await takePairs(actor, []); reply.state === "rating"; votes++) {
    const pair = reply.pairs[0]?.pair;
    if (!pair) throw new Error("no pair");
    const timing = { layout: "stacked" as const, decisionMs: 9_000, have: [] };
    reply = await recordVote(actor, {
      assignmentId: pair.assignmentId,
      revision: pair.revision,
      choice: "first",
      ...timing,
    });
  }
  return votes;
}

test("a rater goes all the way: questions, a check, practice, pairs, and back to where they came from with a code", async () => {
  const study = await openSessionStudy({ ways: { prolific: PROLIFIC } });
  const arrival = "?PROLIFIC_PID=p1&STUDY_ID=s1&SESSION_ID=x1";
  const actor = await join(study.slug, arrival);

  expect((await takePairs(actor, [])).state).toBe("step");
  const asked = await step(actor, { kind: "look" });
  expect(asked).toMatchObject({ kind: "demographics", columns: [{ name: "age" }, { name: "english" }] });
  await expect(step(actor, { kind: "demographics", answers: { english: "maybe" } })).rejects.toThrow("Choose again");
  await expect(step(actor, { kind: "demographics", answers: { income: "1" } })).rejects.toThrow("does not ask");
  const check = await step(actor, { kind: "demographics", answers: { english: "yes" } });
  expect(check).toMatchObject({ kind: "comprehension", attempt: 1 });
  expect(JSON.stringify(check)).not.toContain("correct");
  // sent twice it is answered with where they are
  expect(await step(actor, { kind: "demographics", answers: { english: "no" } })).toMatchObject({
    kind: "comprehension",
  });

  expect(await step(actor, { kind: "comprehension", answers: [0] })).toMatchObject({
    kind: "comprehension",
    attempt: 2,
  });
  const practice = await step(actor, { kind: "comprehension", answers: [1] });
  if (practice.kind !== "practice") throw new Error(practice.kind);
  expect(practice).toMatchObject({ number: 1, total: 1, choices: ["first", "tie", "second"] });
  const right = practice.first.includes("Four") ? "first" : "second";
  const explained = await step(actor, { kind: "practice", id: practice.id, choice: right });
  expect(explained).toMatchObject({ kind: "explanation", wasRight: true, better: right, number: 1 });
  // another choice afterwards changes nothing
  const again = await step(actor, { kind: "practice", id: practice.id, choice: "tie" });
  expect(again).toMatchObject({ kind: "explanation", wasRight: true });

  expect(await step(actor, { kind: "look" })).toEqual({ kind: "rating" });
  expect(await rateAll(actor)).toBe(6);
  expect(await step(actor, { kind: "look" })).toEqual({ kind: "blindness" });
  expect(await step(actor, { kind: "blindness", guesses: ["a parrot"] })).toEqual({ kind: "feedback" });
  const end = await step(actor, { kind: "feedback", text: "It was fine." });
  const url = "https://app.prolific.com/submissions/complete?cc=DONE1234";
  expect(end).toEqual({
    kind: "ended",
    outcome: "completed",
    way: { kind: "redirect", url, code: "DONE1234" },
    notice: "paid",
  });

  // the same person, from another browser, is told again how to finish
  const back = await join(study.slug, arrival);
  expect(back.tokenHash).toEqual(actor.tokenHash);
  expect(await step(back, { kind: "look" })).toEqual(end);
  // a second submission of who has finished would be paid for nothing
  await expect(join(study.slug, arrival.replace("x1", "x2"))).rejects.toMatchObject({ code: "conflict" });
  const { rows } = await getPool().query(
    `SELECT r.stage::text, r.demographics, r.comprehension_failures AS failures, r.blindness, r.feedback, r.came_by::text AS by,
       r.ended_at IS NOT NULL AS ended, p.participant_id AS person, p.pay_state::text AS pay
     FROM raters r JOIN participations p ON p.rater_id = r.id WHERE r.study_id = $1`,
    [study.studyId],
  );
  expect(rows).toEqual([
    {
      ...{ stage: "completed", demographics: { english: "yes" }, failures: 1, blindness: { guesses: ["a parrot"] } },
      ...{ feedback: "It was fine.", by: "marketplace", ended: true, person: "p1", pay: "pending" },
    },
  ]);
});

test("failing the comprehension check twice ends the session: a return is asked for, and no code is given", async () => {
  const study = await openSessionStudy({ session: { demographics: [], practice: [] }, ways: { prolific: PROLIFIC } });
  const actor = await join(study.slug, "?PROLIFIC_PID=p1&STUDY_ID=s1&SESSION_ID=x1");
  await step(actor, { kind: "comprehension", answers: [0] });
  const end = await step(actor, { kind: "comprehension", answers: [0] });
  expect(end).toEqual({ kind: "ended", outcome: "screened_out", way: { kind: "none" }, notice: "return_asked" });
  expect((await takePairs(actor, [])).pairs).toEqual([]);
  expect(await step(actor, { kind: "comprehension", answers: [1] })).toEqual(end);
});

test("wrong answers sent ten times at once, and once more late, are one attempt; the second is the last", async () => {
  const study = await openSessionStudy({ session: { demographics: [], practice: [] }, ways: { prolific: PROLIFIC } });
  const actor = await join(study.slug, "?PROLIFIC_PID=p1&STUDY_ID=s1&SESSION_ID=x1");
  const wrong = { kind: "comprehension" as const, answers: [0], attempt: 1 };
  const replies = await Promise.all(Array.from({ length: 10 }, () => step(actor, wrong)));
  for (const reply of [...replies, await step(actor, wrong)]) {
    expect(reply).toMatchObject({ kind: "comprehension", attempt: 2 });
  }
  expect(await step(actor, { kind: "comprehension", answers: [1], attempt: 2 })).toEqual({ kind: "rating" });
});

test("what is sent before its turn, or on another's pair, changes nothing", async () => {
  const study = await openSessionStudy({ ways: { prolific: PROLIFIC } });
  const [ann, bob] = [
    await join(study.slug, "?PROLIFIC_PID=p1&STUDY_ID=s1&SESSION_ID=x1"),
    await join(study.slug, "?PROLIFIC_PID=p2&STUDY_ID=s1&SESSION_ID=x2"),
  ];
  for (const early of [
    { kind: "comprehension" as const, answers: [0] },
    { kind: "blindness" as const, guesses: ["x"] },
    { kind: "feedback" as const, text: "x" },
  ]) {
    expect(await step(ann, early)).toMatchObject({ kind: "demographics" });
  }
  for (const actor of [ann, bob]) await step(actor, { kind: "demographics", answers: {} });
  const [practice] = [await step(ann, { kind: "comprehension", answers: [1] })];
  const other = await step(bob, { kind: "comprehension", answers: [1] });
  if (practice.kind !== "practice" || other.kind !== "practice") throw new Error(practice.kind);
  expect(await step(ann, { kind: "practice", id: other.id, choice: "first" })).toEqual(practice);
  const { rows } = await getPool().query(
    `SELECT r.blindness, r.feedback, r.comprehension_failures AS failures,
       (SELECT count(*)::int FROM votes v JOIN assignments a ON a.id = v.assignment_id WHERE a.rater_id = r.id) AS votes
     FROM raters r WHERE r.study_id = $1`,
    [study.studyId],
  );
  const untouched = { blindness: null, feedback: null, failures: 0, votes: 0 };
  expect(rows).toEqual([untouched, untouched]);
});

test("one person in twenty tabs at once is one rater", async () => {
  const study = await openSessionStudy({ ways: { prolific: PROLIFIC, link: { needsProof: false } } });
  const arrival = "?PROLIFIC_PID=p1&STUDY_ID=s1&SESSION_ID=x1";
  const actors = await Promise.all(Array.from({ length: 20 }, () => join(study.slug, arrival)));
  expect(new Set(actors.map(({ tokenHash }) => tokenHash.toString("hex"))).size).toBe(1);
  const count = await getPool().query("SELECT count(*)::int AS n FROM raters WHERE study_id = $1", [study.studyId]);
  expect(count.rows).toEqual([{ n: 1 }]);
});

test("an invitation lets in as many as it says, however many come at once", async () => {
  const study = await openSessionStudy({ ways: { link: { needsInvitation: true, needsProof: false } } });
  await getPool().query(
    `INSERT INTO invitations (id, study_id, code, most) VALUES (gen_random_uuid(), $1, 'KOALA', 3)`,
    [study.studyId],
  );
  await expect(join(study.slug)).rejects.toThrow("by invitation");
  await expect(join(study.slug, "?code=WOMBAT")).rejects.toThrow("lets nobody in");
  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => join(study.slug, "?code=KOALA")));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  // a sentence for each, and not the database's own refusal
  for (const one of tries) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "forbidden" });
});

test("checks come at the declared shares, repeats swap their sides and take no place, and none of them is a main pair", async () => {
  const study = await openSessionStudy({
    prompts: 40,
    gold: 12,
    session: {
      ...{ demographics: [], comprehension: [], practice: [], asksBlindness: false, asksFeedback: false },
      ...{ goldShare: 0.1, attentionShare: 0.05, repeatShare: 0.1 },
    },
    wishes: { pairsPerRater: 40 },
  });
  const actor = await join(study.slug);
  expect(await rateAll(actor)).toBe(40);
  const { rows } = await getPool().query<{ kind: string; n: number }>(
    `SELECT CASE WHEN a.is_repeat THEN 'repeat' ELSE c.purpose::text END AS kind, count(*)::int AS n
     FROM assignments a JOIN comparisons c ON c.id = a.comparison_id WHERE c.study_id = $1 GROUP BY 1 ORDER BY 1`,
    [study.studyId],
  );
  const counts = Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
  // one in ten, one in twenty, one in ten; the last may stand at the very end of its stretch, behind another
  expect(counts.gold).toBe(4);
  expect(counts.attention).toBe(2);
  expect(counts.repeat).toBeGreaterThanOrEqual(3);
  const repeats = await getPool().query(
    `SELECT FROM assignments again JOIN assignments before ON before.comparison_id = again.comparison_id
       AND before.rater_id = again.rater_id AND NOT before.is_repeat
     WHERE again.is_repeat AND (again.first_is_a = before.first_is_a OR again.trial_index < before.trial_index + 6)`,
  );
  expect(repeats.rowCount).toBe(0);
  const uneven = await getPool().query(
    `SELECT FROM comparisons c WHERE c.study_id = $1 AND ROW (c.open, c.done) IS DISTINCT FROM (
       SELECT ROW (count(*) FILTER (WHERE a.state = 'open')::int, count(*) FILTER (WHERE a.state = 'done')::int)
       FROM assignments a WHERE a.comparison_id = c.id AND NOT a.is_repeat)`,
    [study.studyId],
  );
  expect(uneven.rowCount).toBe(0);
  // what counts is what is left
  const main = await getPool().query(
    "SELECT sum(done)::int AS n FROM comparisons WHERE study_id = $1 AND purpose = 'main'",
    [study.studyId],
  );
  expect(main.rows).toEqual([{ n: counts.main }]);
  const [rater] = await listRaters(OPERATOR, study.name);
  expect(rater?.votes).toBe(counts.main);
  const latest = await latestVotes(OPERATOR, study.name, 40);
  expect(latest).toHaveLength(counts.main ?? 0);
  expect(latest.filter(({ firstModel }) => firstModel.startsWith("(written)"))).toEqual([]);
  const sets = await listAnswerableSets(OPERATOR);
  expect(sets.filter(({ name }) => name.startsWith("gold-") || name.startsWith("checks of "))).toEqual([]);
});

test("who signs in rates as themselves, on any browser; who does not is told to", async () => {
  const study = await openSessionStudy({ ways: { account: {} } });
  const input = joinRequestSchema.parse({ consentVersion: "1" });
  await expect(joinStudy(study.slug, input, STRANGER)).rejects.toThrow("Sign in first");
  const accountId = "01a210de-0000-7000-8000-000000000001";
  const one = await joinStudy(study.slug, input, { ...STRANGER, accountId });
  const again = await joinStudy(study.slug, input, { ...STRANGER, accountId });
  expect(again).toEqual(one);
  const { rows } = await getPool().query("SELECT came_by::text AS by FROM raters WHERE study_id = $1", [study.studyId]);
  expect(rows).toEqual([{ by: "account" }]);
});

test("gold pairs, attention checks and repeats reach the browser as every pair does", async () => {
  const study = await openSessionStudy({
    prompts: 30,
    gold: 8,
    session: {
      ...{ demographics: [], comprehension: [], practice: [], asksBlindness: false, asksFeedback: false },
      ...{ goldShare: 0.2, attentionShare: 0.1, repeatShare: 0.1 },
    },
    wishes: { pairsPerRater: 30 },
  });
  const actor = await join(study.slug);
  const shapes = new Map<string, string>();
  const describe = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(describe)
      : value && typeof value === "object"
        ? Object.entries(value).map(([key, inner]) => [key, describe(inner)])
        : typeof value;
  for (let reply = await takePairs(actor, []); reply.state === "rating"; ) {
    for (const { assignmentId, pair } of reply.pairs) shapes.set(assignmentId, JSON.stringify(describe(pair)));
    const pair = reply.pairs[0]?.pair;
    if (!pair) throw new Error("no pair");
    const timing = { layout: "stacked" as const, decisionMs: 9_000, have: [] };
    reply = await recordVote(actor, {
      assignmentId: pair.assignmentId,
      revision: pair.revision,
      choice: "first",
      ...timing,
    });
  }
  const { rows } = await getPool().query<{ id: string; kind: string }>(
    `SELECT a.id, CASE WHEN a.is_repeat THEN 'repeat' ELSE c.purpose::text END AS kind FROM assignments a
     JOIN comparisons c ON c.id = a.comparison_id WHERE c.study_id = $1`,
    [study.studyId],
  );
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(["main", "gold", "attention", "repeat"]));
  expect(new Set(rows.map(({ id }) => shapes.get(id)))).toHaveProperty("size", 1);
});
