import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { findRejectionGround } from "@/lib/crowd/pay/may-reject";
import { measureTotalTimes, toTimeZ } from "@/lib/crowd/pay/total-time";
import type { PayState, RaterStage, WayIn } from "@/lib/db/generated/enums";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { median } from "@/lib/stats/median";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { protocolSchema } from "@/lib/studies/schema";

export type PayEntry = {
  pseudonym: string;
  wayIn: WayIn;
  stage: RaterStage;
  state: PayState;
  /** The platform's own word, as last heard. */
  platformState: string | null;
  /** Why the last call to the platform failed. */
  error: string | null;
  bonusMicros: number;
  /** From consent to the end, or to the last vote. */
  minutes: number;
  /** Votes of every purpose but practice. */
  votes: number;
  attentionFailures: number;
  comprehensionFailures: number;
  /** Of the total time, in standard deviations from the mean of those who completed; null: not known. */
  timeZ: number | null;
  isExcluded: boolean;
  isPurged: boolean;
  mayReject: boolean;
  /** Micro-units; null: the study does not pay, or no time is known. */
  hourlyMicros: number | null;
};

export type PayQueue = {
  pay: { currency: string; amountMicros: number; floorMicros: number; declaredMinutes: number } | null;
  /** Of those who completed the study; null: nobody has. */
  medianMinutes: number | null;
  medianHourlyMicros: number | null;
  entries: PayEntry[];
};

type Row = Omit<PayEntry, "mayReject" | "hourlyMicros" | "timeZ">;

/** Whoever came by a platform, with the evidence for a decision; those who wait for one come first. */
export async function getPayQueue(actor: Actor, name: string): Promise<PayQueue> {
  const { study } = await requireStudy(getPrisma(), actor, { name }, "edit");
  const terms = protocolSchema.parse(study.protocol).session?.pay ?? null;
  const { rows } = await getPool().query<Row>(PAY_ROWS, [study.id]);
  const times = rows.filter(({ stage }) => stage === "completed").map(({ minutes }) => minutes);
  const medianMinutes = times.length > 0 ? median(times) : null;
  const totalTimes = measureTotalTimes(times);
  const toHourly = (minutes: number) => (terms && minutes > 0 ? (terms.amountMicros / minutes) * 60 : null);
  return {
    pay: terms && {
      currency: terms.currency,
      amountMicros: terms.amountMicros,
      floorMicros: terms.floorMicros,
      declaredMinutes: terms.minutes,
    },
    medianMinutes,
    medianHourlyMicros: medianMinutes === null ? null : toHourly(medianMinutes),
    entries: rows.map((row) => {
      // who stopped early has a short time and no haste
      const timeZ = row.stage === "completed" ? toTimeZ(row.minutes, totalTimes) : null;
      const ground = findRejectionGround({ ...row, timeZ, declaredMinutes: terms?.minutes ?? null });
      return { ...row, timeZ, mayReject: ground !== null, hourlyMicros: toHourly(row.minutes) };
    }),
  };
}

const PAY_ROWS = `SELECT r.pseudonym, p.way_in::text AS "wayIn", r.stage::text AS stage, p.pay_state::text AS state,
    p.platform_state AS "platformState", p.error, p.bonus_micros::float AS "bonusMicros",
    (extract(epoch FROM coalesce(r.ended_at, v.last, r.consent_at) - r.consent_at) / 60)::float AS minutes,
    coalesce(v.votes, 0)::int AS votes, coalesce(v.failed, 0)::int AS "attentionFailures",
    r.comprehension_failures AS "comprehensionFailures",
    EXISTS (SELECT FROM exclusions e WHERE e.rater_id = r.id AND e.undone_at IS NULL) AS "isExcluded",
    p.participant_id IS NULL AS "isPurged"
  FROM participations p JOIN raters r ON r.id = p.rater_id
  LEFT JOIN LATERAL (
    SELECT count(*) AS votes, max(v.created_at) AS last, count(*) FILTER (WHERE c.purpose = 'attention'
      AND v.choice::text <> CASE WHEN c.expected = 'tie' THEN 'tie' WHEN (c.expected = 'a') = a.first_is_a THEN 'first'
        ELSE 'second' END) AS failed
    FROM assignments a JOIN comparisons c ON c.id = a.comparison_id
    JOIN votes v ON v.assignment_id = a.id AND v.choice <> 'withdrawn'
    WHERE a.rater_id = r.id AND c.purpose <> 'practice'
      AND NOT EXISTS (SELECT FROM votes later WHERE later.assignment_id = a.id AND later.revision > v.revision)
  ) v ON true
  WHERE p.study_id = $1
  ORDER BY p.pay_state <> 'pending', p.submitted_at NULLS LAST, r.pseudonym`;
