import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { RaterStage } from "@/lib/db/generated/enums";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { type Finding, type Review, reviewSchema } from "@/lib/quality/schema";
import { type Signal, toSignals } from "@/lib/raters/signals";
import { requireStudy } from "@/lib/studies/queries/require-study";

export type RaterReview = {
  pseudonym: string;
  stage: RaterStage;
  /** Current votes, checks and repeats among them. */
  votes: number;
  /** null: no rule has looked at them. */
  review: Review | null;
  /** The findings that name them, declared or not. */
  named: Finding[];
  /** Unusual or noisy: told, and no ground to exclude. */
  isReported: boolean;
  /** Signs of automation that their browser gave when they joined: told, and of no consequence by themselves. */
  signals: Signal[];
  /** In force; null: not excluded. */
  exclusion: RaterExclusion | null;
  /** Taken back. */
  undone: RaterExclusion[];
};

export type RaterExclusion = {
  /** A rule's name, or a researcher's words. */
  reason: string;
  evidence: Finding["evidence"];
  createdAt: string;
  undoneAt: string | null;
};

type Row = Pick<RaterReview, "pseudonym" | "stage" | "votes"> & {
  review: unknown;
  signals: unknown;
  exclusions: RaterExclusion[];
};

/**
 * What was found of each person of a study, those who withdrew left out, the latest exclusions first.
 *
 * @throws {AppError} not_found.
 */
export async function listReviews(actor: Actor, name: string): Promise<RaterReview[]> {
  const { study } = await requireStudy(getPrisma(), actor, { name }, "read");
  const { rows } = await getPool().query<Row>(
    `SELECT r.pseudonym, r.stage::text AS stage, r.review, r.signals,
       (SELECT count(*) FROM assignments a WHERE a.rater_id = r.id AND a.state IN ('done', 'released'))::int AS votes,
       (SELECT coalesce(json_agg(json_build_object('reason', e.reason, 'evidence', e.evidence, 'createdAt', e.created_at,
         'undoneAt', e.undone_at) ORDER BY e.created_at DESC), '[]') FROM exclusions e WHERE e.rater_id = r.id) AS exclusions
     FROM raters r WHERE r.study_id = $1 AND r.kind = 'human' AND r.stage <> 'withdrawn' ORDER BY votes DESC, r.pseudonym`,
    [study.id],
  );
  return rows.map(toReview);
}

function toReview({ review: stored, signals, exclusions, ...rater }: Row): RaterReview {
  const review = reviewSchema.safeParse(stored).data ?? null;
  return {
    ...rater,
    review,
    named: review?.findings.filter(({ isNamed }) => isNamed) ?? [],
    isReported: Boolean(review?.anomaly?.isUnusual || review?.reading?.isNoisy),
    signals: toSignals(signals),
    exclusion: exclusions.find(({ undoneAt }) => undoneAt === null) ?? null,
    undone: exclusions.filter(({ undoneAt }) => undoneAt !== null),
  };
}
