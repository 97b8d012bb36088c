import "server-only";
import { releasePlaces } from "@/lib/assignments/commands/release-places";
import type { WorkerActor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db/in-transaction";
import { getPool } from "@/lib/db/pool";
import { applyReview } from "@/lib/quality/commands/apply-review";
import { loadRecords } from "@/lib/quality/queries/load-records";
import { reviewAlone } from "@/lib/quality/rules/review-alone";
import { reviewSchema } from "@/lib/quality/schema";
import { protocolSchema } from "@/lib/studies/schema";
import { announceVotes } from "@/lib/votes/results-version";

type Found = { studyId: string; protocol: unknown; review: unknown; isLeftOut: boolean; at: Date };

/**
 * Looks at one rater after a vote, by the rules that need nobody else's votes; the others' findings stay as they were
 * (review-study.ts). A vote that was on its way when they were excluded gives its place back here.
 *
 * @returns whether they are excluded now who were not before.
 */
export async function reviewRater(actor: WorkerActor, raterId: string): Promise<boolean> {
  const { rows } = await getPool().query<Found>(
    `SELECT s.id AS "studyId", s.protocol, r.review, now() AS at,
       r.stage = 'withdrawn' OR EXISTS (SELECT FROM exclusions e WHERE e.rater_id = r.id AND e.undone_at IS NULL)
         AS "isLeftOut"
     FROM raters r JOIN studies s ON s.id = r.study_id WHERE r.id = $1 AND r.kind = 'human'`,
    [raterId],
  );
  const [found] = rows;
  if (!found) return false;
  if (found.isLeftOut) {
    await inTransaction((client) => releasePlaces(client, raterId));
    await getPool().query("UPDATE raters SET reviewed_at = $2 WHERE id = $1", [raterId, found.at]);
    return false;
  }
  const everyone = await loadRecords(found.studyId, raterId);
  const record = everyone.find((one) => one.raterId === raterId);
  if (!record) return false;
  const protocol = protocolSchema.parse(found.protocol);
  const before = reviewSchema.safeParse(found.review).data ?? { findings: [], reading: null, anomaly: null };
  const alone = reviewAlone(record, everyone, protocol.session?.attentionFailures);
  const kept = before.findings.filter(({ rule }) => !alone.some((finding) => finding.rule === rule));
  const review = { ...before, findings: [...alone, ...kept] };
  const isExcluded = await applyReview(actor, raterId, review, { protocol, at: found.at });
  if (isExcluded) await announceVotes(found.studyId);
  return isExcluded;
}
