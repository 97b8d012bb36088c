import "server-only";
import { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { findRejectionGround } from "@/lib/crowd/pay/may-reject";
import { approveSubmission, payBonus, rejectSubmission, requestReturn } from "@/lib/crowd/prolific/api";
import { getPayQueue, type PayEntry } from "@/lib/crowd/queries/pay-queue";
import { prolificSettingsSchema } from "@/lib/crowd/schema";
import type { Participation } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { requireStudy } from "@/lib/studies/queries/require-study";

const decisionSchema = z.strictObject({
  pseudonym: z.string().min(1).max(40),
  decision: z.enum(["approve", "ask_to_return", "reject", "bonus"]),
  /** Of a bonus: micro-units of the study's currency. */
  amountMicros: z.int().min(10_000, "A bonus is 0.01 at least.").max(1_000_000_000).optional(),
});
export type PayDecision = z.output<typeof decisionSchema>;

const AFTER = { approve: "approved", ask_to_return: "return_asked", reject: "rejected" } as const;
const NO_GROUND =
  "Platforms allow a rejection for failed attention checks (two in a study over five minutes) or a total time three standard deviations below the mean, and nothing else. Approve it, or ask to return.";
/** Prolific wants 100 characters at least. */
const MESSAGE = {
  failed_checks:
    "Thank you for taking part. Your submission failed several attention checks that said in so many words what to choose, so we cannot accept it.",
  too_fast:
    "Thank you for taking part. Your total time was more than three standard deviations below the mean of all participants, so we cannot accept it.",
};
const RETURN_REASON = "The session could not be completed as the instructions of the study describe.";

/**
 * Decides what becomes of one rater's pay and tells their platform, where it can be told. Votes are not touched, and an
 * exclusion is no ground for anything here.
 *
 * @returns whether the platform was told; false: do it there by hand.
 * @throws {AppError} not_found; bad_input; conflict: decided already, or no ground for a rejection; unavailable: the
 *   platform refused, which is kept with the rater and shown.
 */
export async function decidePay(actor: Actor, study: string, given: z.input<typeof decisionSchema>): Promise<boolean> {
  const decision = parseInput(decisionSchema, given);
  const { pay, entries } = await getPayQueue(actor, study);
  const entry = entries.find(({ pseudonym }) => pseudonym === decision.pseudonym);
  if (!entry) throw new AppError("not_found", `No rater ${decision.pseudonym} of ${study} came by a platform.`);
  const ground = findRejectionGround({ ...entry, declaredMinutes: pay?.declaredMinutes ?? null });
  requireAllowed(decision, entry, ground);
  const outcome = await getPrisma().$transaction(
    async (db) => {
      const { study: row } = await requireStudy(db, actor, { name: study }, "edit");
      const rater = await db.rater.findUniqueOrThrow({
        where: { studyId_pseudonym: { studyId: row.id, pseudonym: decision.pseudonym } },
      });
      // held while the platform is asked: pressed twice, it is paid once
      await db.$queryRaw`SELECT rater_id FROM participations WHERE rater_id = ${rater.id}::uuid FOR UPDATE`;
      const held = await db.participation.findUniqueOrThrow({ where: { raterId: rater.id } });
      requireUndecided(decision, held);
      const way = await db.studyWayIn.findUnique({
        where: { studyId_wayIn: { studyId: row.id, wayIn: "prolific" } },
      });
      const settings = prolificSettingsSchema.safeParse(way?.settings).data;
      const where = { raterId: rater.id };
      try {
        const isTold = await tell(decision, held, settings?.prolificStudyId ?? null, ground);
        const micros = decision.decision === "bonus" ? { bonusMicros: BigInt(decision.amountMicros ?? 0) } : {};
        const state =
          decision.decision === "bonus" ? {} : { payState: AFTER[decision.decision], decidedAt: new Date() };
        await db.participation.update({ where, data: { ...micros, ...state, error: null } });
        const detail = { raterId: rater.id, decision: decision.decision, isTold, amount: decision.amountMicros ?? 0 };
        await recordEvent(db, actor, { action: "pay.decide", subjectId: row.id, detail });
        return { isTold };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        await db.participation.update({ where, data: { error: error.message } });
        return { error };
      }
    },
    { timeout: 60_000 },
  );
  if (outcome.error) throw outcome.error;
  return outcome.isTold;
}

function requireAllowed(
  { decision, amountMicros }: PayDecision,
  entry: PayEntry,
  ground: ReturnType<typeof findRejectionGround>,
): void {
  if (decision === "reject" && ground === null) throw new AppError("conflict", NO_GROUND);
  if (decision === "bonus" && amountMicros === undefined) throw new AppError("bad_input", "Say how much the bonus is.");
  if (entry.isPurged && entry.wayIn === "prolific") {
    throw new AppError("conflict", "The platform’s ids of this study were purged, so the platform cannot be told.");
  }
}

function requireUndecided({ decision }: PayDecision, { payState, bonusMicros }: Participation): void {
  if (decision === "bonus") {
    if (bonusMicros > 0n)
      throw new AppError("conflict", "This rater has had a bonus. Pay another one on the platform.");
  } else if (payState === "approved" || payState === "rejected" || payState === "returned") {
    throw new AppError("conflict", `This submission is ${payState} already, which cannot be taken back here.`);
  }
}

async function tell(
  { decision, amountMicros = 0 }: PayDecision,
  { wayIn, submissionId }: Participation,
  prolificStudyId: string | null,
  ground: "failed_checks" | "too_fast" | null,
): Promise<boolean> {
  if (wayIn !== "prolific" || !submissionId) return false;
  if (decision === "approve") await approveSubmission(submissionId);
  if (decision === "ask_to_return") await requestReturn(submissionId, RETURN_REASON);
  if (decision === "reject" && ground !== null) {
    await rejectSubmission(submissionId, ground === "too_fast" ? "TOO_QUICKLY" : "FAILED_CHECK", MESSAGE[ground]);
  }
  if (decision === "bonus") {
    if (!prolificStudyId) throw new AppError("bad_input", "Give the study’s id on Prolific first, under Recruitment.");
    await payBonus(prolificStudyId, submissionId, amountMicros);
  }
  return true;
}

/** Forgets who a study's raters are to their platforms, for good. Pay must be decided before. @returns how many. */
export async function purgeParticipations(actor: Actor, name: string): Promise<number> {
  return getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "share", { lock: true });
    const open = await db.participation.count({
      where: { studyId: study.id, participantId: { not: null }, payState: { in: ["active", "pending"] } },
    });
    if (open > 0) {
      throw new AppError(
        "conflict",
        `The pay of ${open} raters is not decided. Decide it first, then purge their ids.`,
      );
    }
    const purged =
      await db.$executeRaw`UPDATE participations SET participant_id = NULL, submission_id = NULL, details = NULL
      WHERE study_id = ${study.id}::uuid AND participant_id IS NOT NULL`;
    await recordEvent(db, actor, { action: "pay.purge", subjectId: study.id, detail: { purged } });
    return purged;
  });
}
