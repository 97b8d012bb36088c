import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { type DryRunReport, SIMULATED_KINDS } from "@/lib/crowd/dry-run/schema";
import { simulateRater } from "@/lib/crowd/dry-run/simulated-rater";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { findDryRunSettings } from "@/lib/studies/queries/dry-run-settings";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { protocolSchema } from "@/lib/studies/schema";

/** Rules that name the rater, and the reason of an exclusion. */
type RaterRow = { named: string[]; votes: number; ms: number };

/**
 * What a dry run says of cost and raters; its intervals are the study's results.
 *
 * @throws {AppError} not_found; conflict: the study is no dry run.
 */
export async function getDryRunReport(actor: Actor, name: string): Promise<DryRunReport> {
  const { study } = await requireStudy(getPrisma(), actor, { name }, "read");
  if (!study.isDryRun) throw new AppError("conflict", `${name} is no dry run.`);
  const settings = await findDryRunSettings(study.id);
  const raters = await listRaters(study.id);
  const { session } = protocolSchema.parse(study.protocol);
  const medianMinutes = findMedian(raters.map(({ ms }) => ms / 60_000));
  return {
    settings,
    isDone: study.status === "closed",
    raters: raters.length,
    votes: raters.reduce((sum, { votes }) => sum + votes, 0),
    kinds: countKinds(settings.seed, raters),
    rules: countRules(raters),
    medianMinutes,
    pay: session?.pay ? toPay(session.pay, raters.length, medianMinutes) : null,
  };
}

/** In the order in which they came, which is that of their numbers. */
async function listRaters(studyId: string): Promise<RaterRow[]> {
  const { rows } = await getPool().query<RaterRow>(
    `SELECT ARRAY(
         SELECT f ->> 'rule' FROM jsonb_array_elements(r.review -> 'findings') f WHERE (f ->> 'isNamed')::boolean
         UNION SELECT e.reason FROM exclusions e WHERE e.rater_id = r.id AND e.undone_at IS NULL
       ) AS named,
       count(v.id)::int AS votes, coalesce(sum(v.decision_ms), 0)::float AS ms
     FROM raters r LEFT JOIN assignments a ON a.rater_id = r.id LEFT JOIN votes v ON v.assignment_id = a.id
     WHERE r.study_id = $1 GROUP BY r.id ORDER BY r.id`,
    [studyId],
  );
  return rows;
}

function countKinds(seed: number, raters: RaterRow[]): DryRunReport["kinds"] {
  const kinds = raters.map((_, number) => simulateRater(seed, number).kind);
  return SIMULATED_KINDS.map((kind) => {
    const own = raters.filter((_, number) => kinds[number] === kind);
    return { kind, raters: own.length, named: own.filter(({ named }) => named.length > 0).length };
  });
}

function countRules(raters: RaterRow[]): DryRunReport["rules"] {
  const counts = new Map<string, number>();
  for (const rule of raters.flatMap(({ named }) => named)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].map(([rule, count]) => ({ rule, raters: count }));
}

function findMedian(values: number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  if (sorted.length === 0) return null;
  return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
}

type Pay = { amountMicros: number; currency: string; minutes: number; floorMicros: number };

function toPay({ amountMicros, currency, minutes, floorMicros }: Pay, raters: number, median: number | null) {
  const hourly = (of: number) => Math.round((60 * amountMicros) / of);
  return {
    ...{ currency, amountMicros, floorMicros, totalMicros: raters * amountMicros, hourlyMicros: hourly(minutes) },
    simulatedHourlyMicros: median === null || median === 0 ? null : hourly(median),
  };
}
