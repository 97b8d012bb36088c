import "server-only";
import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { takePairs } from "@/lib/assignments/commands/take-pairs";
import { type RaterActor, WORKER } from "@/lib/auth/actor";
import {
  answerAsks,
  judgePair,
  type SeenPair,
  type SimulatedRater,
  simulateRater,
} from "@/lib/crowd/dry-run/simulated-rater";
import { getPool } from "@/lib/db/pool";
import { newPseudonym } from "@/lib/raters/pseudonym";
import { closeIfDone } from "@/lib/results/commands/check-stopping";
import { refreshStudy } from "@/lib/results/commands/refresh-weights";
import type { DryRunSettings } from "@/lib/studies/dry-run";
import type { Protocol } from "@/lib/studies/schema";
import { recordVote } from "@/lib/votes/commands/record-vote";

type DryRunStudy = { id: string; name: string; slug: string; protocol: Protocol };

/** Called after each rater. */
export type OnRater = (done: { raters: number; of: number; votes: number }) => void;

/** Raters between two looks at weights and stopping rules, which a worker takes by the clock. */
const LOOK_EVERY = 5;

/**
 * Simulated raters through an open dry run, one after the other, by the commands that people's browsers use: consent and
 * what is asked beside pairs is passed over. Which pairs they get is drawn as in earnest; who they are and what they say of
 * a pair, the seed decides. It ends when all have been there, no place is left, or the study closed by its rules.
 *
 * @returns how many came.
 */
export async function simulateRaters(study: DryRunStudy, settings: DryRunSettings, onRater: OnRater): Promise<number> {
  const isActive = study.protocol.assignment?.policy === "active";
  let votes = 0;
  const already = await countRaters(study.id);
  for (let number = already; number < settings.raters; number++) {
    const given = await rateAll(study, simulateRater(settings.seed, number));
    if (given === null) return number;
    votes += given;
    onRater({ raters: number + 1, of: settings.raters, votes });
    if ((number + 1) % LOOK_EVERY !== 0) continue;
    if (study.protocol.stopping && (await closeIfDone(WORKER, study.id, study.name))) return number + 1;
    if (isActive) await refreshStudy(WORKER, study.id);
  }
  return settings.raters;
}

/** A job that was cut off goes on where it was; who was in the middle stays there. */
async function countRaters(studyId: string): Promise<number> {
  const { rows } = await getPool().query<{ raters: number }>(
    "SELECT count(*)::int AS raters FROM raters WHERE study_id = $1",
    [studyId],
  );
  return rows[0]?.raters ?? 0;
}

/** @returns votes given; null: nothing was left for a rater who came now. */
async function rateAll(study: DryRunStudy, rater: SimulatedRater): Promise<number | null> {
  const { actor, raterId } = await addRater(study);
  let reply = await takePairs(actor, []);
  let votes = 0;
  for (let [held] = reply.pairs; held; [held] = reply.pairs) {
    const { assignmentId } = held;
    const seen = await lookAt(assignmentId);
    const { choice, decisionMs } = judgePair(rater, seen, study.protocol.choices);
    const vote = {
      assignmentId,
      revision: 0,
      choice,
      layout: "side_by_side",
      decisionMs,
      visibleMs: decisionMs,
      ...answerAsks(rater, seen, study.protocol.asks, choice),
    } as const;
    reply = await recordVote(actor, { ...vote, have: reply.pairs.map((pair) => pair.assignmentId) });
    votes += 1;
  }
  if (votes === 0) {
    await getPool().query("DELETE FROM raters WHERE id = $1", [raterId]);
    return null;
  }
  await getPool().query(
    `UPDATE raters SET stage = 'completed', ended_at = now() WHERE id = $1 AND stage IN ('rating', 'blindness', 'feedback')`,
    [raterId],
  );
  return votes;
}

async function addRater({ id, slug, protocol }: DryRunStudy): Promise<{ actor: RaterActor; raterId: string }> {
  const tokenHash = randomBytes(32);
  const raterId = uuidv7();
  await getPool().query(
    `INSERT INTO raters (id, study_id, kind, came_by, pseudonym, token_hash, consent_version, consent_at)
     VALUES ($1, $2, 'human', 'link', $3, $4, $5, now())`,
    [raterId, id, newPseudonym(), tokenHash, protocol.consent.version],
  );
  return { actor: { kind: "rater", slug, tokenHash }, raterId };
}

/** What no person sees: which models these are, and what a check expects. */
async function lookAt(assignmentId: string): Promise<SeenPair> {
  const { rows } = await getPool().query<SeenPair>(
    `SELECT c.prompt_id AS prompt, a.occasion,
       CASE WHEN a.first_is_a THEN ma.name ELSE mb.name END AS first,
       CASE WHEN a.first_is_a THEN mb.name ELSE ma.name END AS second,
       CASE WHEN c.expected = 'tie' THEN 'tie' WHEN c.expected IS NULL THEN NULL
         WHEN (c.expected = 'a') = a.first_is_a THEN 'first' ELSE 'second' END AS expected
     FROM assignments a JOIN comparisons c ON c.id = a.comparison_id
     JOIN models ma ON ma.id = c.model_a_id JOIN models mb ON mb.id = c.model_b_id WHERE a.id = $1`,
    [assignmentId],
  );
  return rows[0] as SeenPair;
}
