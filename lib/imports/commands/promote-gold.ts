import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import { type Db, inLongTransaction } from "@/lib/db/long-transaction";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { type ImportedGold, type PromoteGoldOptions, promoteGoldSchema } from "@/lib/imports/schema";
import { GOLD_SOURCE, type PromptTurn } from "@/lib/prompts/schema";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { type WrittenPair, writePairs } from "@/lib/studies/written-pairs";

/** Votes of people that must all be for the same response. */
const LEAST_VOTES = 3;

/**
 * Makes gold of what the raters of a closed study agreed on without exception: its texts are copied, and stand under no
 * model's name. Votes of excluded raters and of models as judges are not asked.
 *
 * @throws {AppError} not_found; forbidden; conflict: the study is not closed, or its raters agreed on nothing.
 */
export async function promoteGold(actor: Actor, options: PromoteGoldOptions): Promise<ImportedGold> {
  requireWriter(actor);
  const { study: name, set } = parseInput(promoteGoldSchema, options);
  return await inLongTransaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "read");
    if (study.status !== "closed") {
      throw new AppError("conflict", `${name} still takes votes. Close it first, or take pairs from another study.`);
    }
    if (study.isDryRun) throw new AppError("conflict", `${name} is a dry run: nobody has judged its pairs.`);
    const pairs = toPairs(await listUnanimous(db, study.id));
    if (pairs.length === 0) {
      throw new AppError(
        "conflict",
        `No pair of ${name} has ${LEAST_VOTES} votes that are all for one response. Take another study, or write pairs by hand.`,
      );
    }
    const written = await writePairs(actor, { name: set, source: GOLD_SOURCE, pairs }, db);
    if (written.status === "created") {
      const detail = { from: study.id, set, version: written.version, pairs: written.count };
      await recordEvent(db, actor, { action: "gold.promote", subjectId: written.promptSetId, detail });
    }
    const status = written.status === "created" ? "imported" : "unchanged";
    return { status, set, version: written.version, pairs: written.count };
  });
}

type Unanimous = {
  externalId: string;
  /** The turn judged; null: the whole conversation. */
  turn: number | null;
  prompt: PromptTurn[];
  category: string | null;
  better: string[];
  worse: string[];
};

/** Those with both texts, of which none names its model or is empty. */
async function listUnanimous(db: Db, studyId: string): Promise<Unanimous[]> {
  return await db.$queryRaw<Unanimous[]>`
    WITH judged AS (
      SELECT a.comparison_id, CASE v.choice::text
          WHEN 'first' THEN CASE WHEN a.first_is_a THEN 'a' ELSE 'b' END
          WHEN 'second' THEN CASE WHEN a.first_is_a THEN 'b' ELSE 'a' END ELSE 'neither' END AS side
      FROM assignments a JOIN comparisons c ON c.id = a.comparison_id AND c.purpose = 'main'
      JOIN raters r ON r.id = a.rater_id AND r.kind = 'human'
      JOIN LATERAL (SELECT choice FROM votes WHERE assignment_id = a.id ORDER BY revision DESC LIMIT 1) v ON true
      WHERE c.study_id = ${studyId}::uuid AND a.state = 'done' AND NOT a.is_repeat
        AND NOT EXISTS (SELECT FROM exclusions e WHERE e.rater_id = a.rater_id AND e.undone_at IS NULL)
    ), unanimous AS (
      SELECT comparison_id, min(side) AS side FROM judged GROUP BY comparison_id
      HAVING count(*) >= ${LEAST_VOTES} AND count(DISTINCT side) = 1 AND min(side) <> 'neither'
    )
    SELECT p.external_id AS "externalId", c.turn, p.turns AS prompt, p.category,
      CASE u.side WHEN 'a' THEN a.turns ELSE b.turns END AS better,
      CASE u.side WHEN 'a' THEN b.turns ELSE a.turns END AS worse
    FROM unanimous u JOIN comparisons c ON c.id = u.comparison_id JOIN prompts p ON p.id = c.prompt_id
    JOIN responses a ON a.id = c.response_a_id AND NOT a.is_empty AND jsonb_array_length(a.leaks) = 0
    JOIN responses b ON b.id = c.response_b_id AND NOT b.is_empty AND jsonb_array_length(b.leaks) = 0
    WHERE jsonb_array_length(p.turns) > 0 AND a.digest <> b.digest
    ORDER BY p.prompt_set_id, p.position, c.turn NULLS FIRST, a.digest, b.digest`;
}

function toPairs(found: Unanimous[]): WrittenPair[] {
  const used = new Map<string, number>();
  return found.map(({ externalId, turn, prompt, category, better, worse }) => {
    const number = (used.get(externalId) ?? 0) + 1;
    used.set(externalId, number);
    const length = turn ?? prompt.length;
    return {
      // one prompt may have many pairs of models, and none of them may be told
      id: number === 1 ? externalId : `${externalId} (${number})`,
      turns: prompt.slice(0, length),
      one: better.slice(0, length),
      other: worse.slice(0, length),
      category,
    };
  });
}
