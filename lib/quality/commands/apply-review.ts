import "server-only";
import { releasePlaces } from "@/lib/assignments/commands/release-places";
import type { WorkerActor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db/in-transaction";
import { endRating, exclude } from "@/lib/quality/commands/exclude-rater";
import type { Review } from "@/lib/quality/schema";
import type { Protocol } from "@/lib/studies/schema";

/**
 * Writes down what the rules found of a rater, and acts on it: a rule that the protocol declares and that names them
 * excludes them, unless it did so before and somebody took it back. Who failed too many attention checks is led to the end
 * in any case.
 *
 * @param at when their votes were read: what came later is looked at again.
 * @returns whether they are excluded now who were not before.
 */
export function applyReview(
  actor: WorkerActor,
  raterId: string,
  review: Review,
  of: { protocol: Protocol; at: Date },
): Promise<boolean> {
  return inTransaction(async (client) => {
    await client.query("UPDATE raters SET review = $2, reviewed_at = $3 WHERE id = $1", [
      raterId,
      JSON.stringify(review),
      of.at,
    ]);
    const named = review.findings.filter(({ isNamed }) => isNamed);
    if (of.protocol.session && named.some(({ rule }) => rule === "failed_checks")) {
      const hasEnded = await endRating(client, raterId, "failed_checks");
      if (hasEnded) await releasePlaces(client, raterId, { keepVotes: true });
    }
    const declared = named.filter(({ rule }) => of.protocol.exclusionRules?.includes(rule));
    if (declared.length === 0) return false;
    const { rows } = await client.query<{ reason: string }>(
      "SELECT reason FROM exclusions WHERE rater_id = $1 AND undone_at IS NOT NULL",
      [raterId],
    );
    const grounds = declared.find(({ rule }) => !rows.some(({ reason }) => reason === rule));
    if (!grounds) return false;
    return (await exclude(client, actor, raterId, { reason: grounds.rule, evidence: grounds.evidence })) === "excluded";
  });
}
