import "server-only";
import { v7 as uuidv7 } from "uuid";
import { findChoosing } from "@/lib/assignments/find-choosing";
import { type LeaseStatements, leaseStatements, NO_VOTE } from "@/lib/assignments/lease-statement";
import type { Pair } from "@/lib/assignments/schema";
import type { RaterActor } from "@/lib/auth/actor";
import type { RaterStage } from "@/lib/db/generated/enums";
import { getPool } from "@/lib/db/pool";
import { AppError } from "@/lib/http/app-error";
import { RENDERER_VERSION } from "@/lib/text/render-markdown";

/** What the lease statement answers. */
export type LeaseRow = {
  status: "open" | "paused" | "closed";
  /** Pairs are leased only while it is `rating`. */
  stage: RaterStage;
  studyId: string;
  raterId: string;
  /** The study has checks or rules that look at raters. */
  isReviewed: boolean;
  outcome: string | null;
  leaseMinutes: number;
  /** A comparison was chosen, but another rater took its last place meanwhile. */
  lost: boolean;
  /** Pairs voted on. */
  done: number;
  /** Assignments held, beside the new one; null for none. */
  held: string[] | null;
  /** The new lease; its texts are null where the renderer has changed since the study opened. */
  pair: (Omit<Pair, "prompt" | "first" | "second"> & Record<"prompt" | "first" | "second", string[] | null>) | null;
};

export const LEASE_STATEMENTS = leaseStatements("lease", NO_VOTE);

/** At most: more in a row means that the database is not what we think it is. */
const MAX_TRIES = 30;
const UNIQUE_VIOLATION = "23505";
const DEADLOCK = "40P01";

/**
 * Runs the lease statement that fits the study (`riding` are the parameters after the fifth), again where another request
 * of the same rater came first, which leaves nothing done.
 *
 * @throws {AppError} not_signed_in: no rater of this study has this token.
 */
export async function runLease(
  actor: RaterActor,
  statements: LeaseStatements,
  votedId: string | null = null,
  riding: unknown[] = [],
): Promise<LeaseRow> {
  const statement = statements[await findChoosing(actor.slug)];
  for (let tries = 1; ; tries++) {
    try {
      const { rows } = await getPool().query<LeaseRow>({
        ...statement,
        values: [actor.tokenHash, actor.slug, uuidv7(), RENDERER_VERSION, votedId, ...riding],
      });
      if (!rows[0])
        throw new AppError("not_signed_in", "This browser has not joined the study. Start from its first page.");
      return rows[0];
    } catch (error) {
      const code = (error as { code?: string }).code;
      if ((code !== UNIQUE_VIOLATION && code !== DEADLOCK) || tries >= MAX_TRIES) throw error;
    }
  }
}

/** Chooses and leases one pair; chooses again while others are quicker. */
export async function leaseOne(actor: RaterActor): Promise<LeaseRow> {
  for (let tries = 1; ; tries++) {
    const row = await runLease(actor, LEASE_STATEMENTS);
    if (!row.lost || tries >= MAX_TRIES) return row;
  }
}
