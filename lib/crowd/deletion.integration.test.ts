import { expect, test } from "vitest";
import { takePairs } from "@/lib/assignments/commands/take-pairs";
import { addRater } from "@/lib/assignments/testing/add-rater";
import { makeStudy } from "@/lib/assignments/testing/make-study";
import { OPERATOR, WORKER } from "@/lib/auth/actor";
import { deleteDueStudies } from "@/lib/crowd/commands/delete-due-studies";
import { joinStudy } from "@/lib/crowd/commands/join-study";
import { getPool } from "@/lib/db/pool";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { excludeRater } from "@/lib/quality/commands/exclude-rater";
import { withdrawResponse } from "@/lib/quality/commands/withdraw-response";
import { archiveStudy, unarchiveStudy } from "@/lib/studies/commands/archive-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import { requestDeletion, takeBackDeletion } from "@/lib/studies/commands/request-deletion";
import { getRatingStudy } from "@/lib/studies/queries/rating-study";
import { listStudies } from "@/lib/studies/queries/studies";
import { recordVote } from "@/lib/votes/commands/record-vote";

withTestDatabase();

async function query<T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> {
  return (await getPool().query(sql, values)).rows;
}

/** A study with a vote, a pair that a rater holds, an exclusion, an amendment and an invitation. */
async function makeUsedStudy() {
  const study = await makeStudy({ prompts: 4, models: 3 });
  const rater = await addRater(study);
  const held = (await takePairs(rater, [])).pairs[0]?.pair;
  if (!held) throw new Error("no pair");
  const vote = { assignmentId: held.assignmentId, revision: 0, choice: "first" as const, layout: "stacked" as const };
  await recordVote(rater, { ...vote, decisionMs: 9_000, have: [] });
  const [response] = await query<{ id: string }>(
    "SELECT response_a_id AS id FROM comparisons WHERE study_id = $1 AND done > 0",
    [study.studyId],
  );
  await withdrawResponse(OPERATOR, study.name, { response: { id: response?.id ?? "" }, reason: "It broke the page." });
  const other = await addRater(study);
  await takePairs(other, []);
  const [{ pseudonym } = { pseudonym: "" }] = await query<{ pseudonym: string }>(
    "SELECT pseudonym FROM raters WHERE token_hash = $1",
    [other.tokenHash],
  );
  await excludeRater(OPERATOR, study.name, { pseudonym, reason: "Said so themselves" });
  return { ...study, rater };
}

const names = async (options = {}) => (await listStudies(OPERATOR, options)).map(({ name }) => name);

test("a study that is to go takes nobody in, can be kept for 30 days, and then goes with its votes and nothing of another", async () => {
  const [going, staying] = [await makeUsedStudy(), await makeUsedStudy()];
  await expect(requestDeletion(OPERATOR, going.name, "another")).rejects.toThrow("not the study's name");
  const after = await requestDeletion(OPERATOR, going.name, going.name);
  expect(Math.round((after.getTime() - Date.now()) / 86_400_000)).toBe(30);

  expect((await getRatingStudy(going.slug)).status).toBe("closed");
  expect((await takePairs(going.rater, [])).state).toMatch(/rating|paused/);
  const join = { consentVersion: "1", language: "en", arrival: "", signals: {} } as never;
  const nobody = { accountId: null, browserMark: null, hasSession: false };
  await query(`INSERT INTO study_ways_in (study_id, way_in, settings) VALUES ($1, 'link', '{"needsProof": false}')`, [
    going.studyId,
  ]);
  await expect(joinStudy(going.slug, join, nobody)).rejects.toThrow("takes no new raters now");
  await expect(openStudy(OPERATOR, going.studyId)).rejects.toThrow("is to be deleted");

  await takeBackDeletion(OPERATOR, going.name);
  await expect(takeBackDeletion(OPERATOR, going.name)).rejects.toThrow("nothing to take back");
  expect((await openStudy(OPERATOR, going.studyId)).outcome).toBe("resumed");
  await requestDeletion(OPERATOR, going.name, going.name);
  expect(await deleteDueStudies(WORKER)).toBe(0);
  await expect(query("DELETE FROM votes")).rejects.toThrow("append-only");

  await query("UPDATE studies SET delete_after = now() - interval '1 second' WHERE id = $1", [going.studyId]);
  await expect(takeBackDeletion(OPERATOR, going.name)).rejects.toThrow("time to keep");
  expect(await deleteDueStudies(WORKER)).toBe(1);
  const left = await query(
    `SELECT (SELECT count(*) FROM votes v JOIN assignments a ON a.id = v.assignment_id JOIN raters r ON r.id = a.rater_id
        WHERE r.study_id = s)::int AS votes, (SELECT count(*) FROM votes)::int AS "allVotes",
       (SELECT count(*) FROM assignments a JOIN comparisons c ON c.id = a.comparison_id WHERE c.study_id = s)::int AS assignments,
       (SELECT count(*) FROM comparisons WHERE study_id = s)::int AS comparisons,
       (SELECT count(*) FROM raters WHERE study_id = s)::int AS raters,
       (SELECT count(*) FROM amendments WHERE study_id = s)::int AS amendments,
       (SELECT count(*) FROM exclusions WHERE study_id = s)::int AS exclusions
     FROM unnest($1::uuid[]) s`,
    [[going.studyId, staying.studyId]],
  );
  const nothing = { votes: 0, assignments: 0, comparisons: 0, raters: 0, amendments: 0, exclusions: 0 };
  expect(left[0]).toEqual({ ...nothing, allVotes: 1 });
  expect(left[1]).toMatchObject({ votes: 1, comparisons: 12, raters: 2, amendments: 1, exclusions: 1 });
  expect(await names()).toEqual([staying.name]);
  const events = await query(
    "SELECT actor_kind, detail FROM audit_events WHERE subject_id = $1 AND action = 'study.delete'",
    [going.studyId],
  );
  expect(events).toEqual([{ actor_kind: "worker", detail: { name: going.name, votes: 1 } }]);
});

test("a study with a release stays, and one in the archive is out of the lists and otherwise as before", async () => {
  const study = await makeUsedStudy();
  await archiveStudy(OPERATOR, study.name);
  expect(await names()).not.toContain(study.name);
  expect(await names({ isArchived: true })).toEqual([study.name]);
  expect((await takePairs(study.rater, [])).state).toBe("rating");
  await unarchiveStudy(OPERATOR, study.name);
  expect(await names()).toContain(study.name);

  await query(
    `INSERT INTO releases (id, number, slug, title, analysis, study_id) VALUES (gen_random_uuid(), 1, 'r', 'First', '{}', $1)`,
    [study.studyId],
  );
  await expect(requestDeletion(OPERATOR, study.name, study.name)).rejects.toThrow("a release of it was published");
});
