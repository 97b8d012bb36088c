import type { Metadata } from "next";
import Link from "next/link";
import { loadStudy, type StudyParams } from "@/app/studio/studies/[study]/load-study";
import { purgeAction } from "@/app/studio/studies/[study]/pay/actions";
import { Decisions } from "@/app/studio/studies/[study]/pay/decisions";
import { ConfirmButton } from "@/components/ui/action-button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCounted } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import { getPayQueue, type PayEntry, type PayQueue } from "@/lib/crowd/queries/pay-queue";
import { toStudyPath } from "@/lib/http/study-path";
import { mayDo } from "@/lib/studies/policy";

export const metadata: Metadata = { title: "Pay" };

const STATES: Record<PayEntry["state"], string> = {
  active: "still at it",
  pending: "waits for you",
  approved: "approved",
  return_asked: "asked to return",
  returned: "returned",
  rejected: "rejected",
};

const STAGES: Partial<Record<PayEntry["stage"], string>> = {
  completed: "completed",
  screened_out: "failed the comprehension check",
  failed_checks: "failed attention checks",
  withdrawn: "withdrew",
};

export default async function PayPage({ params }: StudyParams) {
  const { account, study } = await loadStudy(params);
  if (!mayDo(study.role, "edit")) {
    return (
      <div className="pt-10">
        <EmptyState>Pay is decided by editors and owners of the study: ask one of them.</EmptyState>
      </div>
    );
  }
  const queue = await getPayQueue(account, study.name);
  const { entries } = queue;
  return (
    <div className="grid gap-8 pt-10">
      <p className="max-w-[44rem]">
        Whether a rater’s votes count and whether they are paid are two questions. An exclusion changes no pay; a
        rejection needs what the platforms ask for: failed attention checks, or a total time three standard deviations
        below the mean.
      </p>
      <HourlyPay queue={queue} />
      {entries.some(({ wayIn }) => wayIn !== "prolific") && (
        <p className="max-w-[44rem]">
          Only Prolific is told from here. For who came another way a decision is noted, and is yours to carry out on
          their platform.
        </p>
      )}
      {entries.length === 0 ? (
        <EmptyState>
          Nobody waits to be paid. Raters who came by a platform appear here. Open a way in under{" "}
          <Link href={toStudyPath(study.name, "recruitment")}>Recruitment</Link>.
        </EmptyState>
      ) : (
        <Queue study={study.name} queue={queue} />
      )}
      {entries.some(({ isPurged }) => !isPurged) && mayDo(study.role, "close") && (
        <div>
          <ConfirmButton
            action={purgeAction}
            fields={{ study: study.name }}
            look="danger"
            title="Delete the platforms’ ids?"
            text="Nobody can then be paid or asked to return from here, nor be found by their id. Do it when all are paid."
            confirm="Delete the ids"
            cancel="Keep them"
          >
            Delete the platforms’ ids…
          </ConfirmButton>
        </div>
      )}
    </div>
  );
}

function HourlyPay({ queue: { pay, medianMinutes, medianHourlyMicros } }: { queue: PayQueue }) {
  if (!pay) return <p className="note">The protocol declares no pay.</p>;
  const isUnder = medianHourlyMicros !== null && medianHourlyMicros < pay.floorMicros;
  return (
    <div className="grid gap-1">
      <p>
        {formatMoney(pay.amountMicros, pay.currency)} a session, declared as {pay.declaredMinutes} minutes.
        {medianMinutes !== null && medianHourlyMicros !== null && (
          <>
            {" "}
            The middle rater took {formatMinutes(medianMinutes)}: {formatMoney(medianHourlyMicros, pay.currency)} an
            hour.
          </>
        )}
      </p>
      {isUnder && (
        <p role="alert" className="text-danger">
          That is under your floor of {formatMoney(pay.floorMicros, pay.currency)} an hour. Pay a bonus to make up for
          it.
        </p>
      )}
    </div>
  );
}

function Queue({ study, queue: { entries, pay } }: { study: string; queue: PayQueue }) {
  return (
    <Table label="Raters to be paid">
      <thead>
        <tr>
          <th scope="col" className="start">
            Rater
          </th>
          <th scope="col" className="start">
            Pay
          </th>
          <th scope="col" className="start">
            Session
          </th>
          <th scope="col">Minutes</th>
          <th scope="col">Votes</th>
          <th scope="col">An hour</th>
          <th scope="col" className="start">
            Evidence
          </th>
          <th scope="col">Decide</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.pseudonym}>
            <th scope="row" className="mono">
              <Link href={`${toStudyPath(study, "raters")}/${entry.pseudonym}`}>{entry.pseudonym}</Link>
            </th>
            <td className="start">
              {STATES[entry.state]}
              {entry.bonusMicros > 0 && `, bonus ${formatMoney(entry.bonusMicros, pay?.currency ?? "USD")}`}
              {entry.error && <p className="text-danger">{entry.error}</p>}
            </td>
            <td className="start">
              {STAGES[entry.stage] ?? "under way"}
              {entry.platformState && <span className="note"> · {entry.platformState}</span>}
            </td>
            <td>{formatMinutes(entry.minutes)}</td>
            <td>{entry.votes}</td>
            <td>{entry.hourlyMicros === null || !pay ? "–" : formatMoney(entry.hourlyMicros, pay.currency)}</td>
            <td className="start prose">{toEvidence(entry)}</td>
            <td>
              <Decisions
                study={study}
                pseudonym={entry.pseudonym}
                isDecided={["approved", "rejected", "returned"].includes(entry.state)}
                mayReject={entry.mayReject}
                hasBonus={entry.bonusMicros > 0}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function toEvidence({ attentionFailures, comprehensionFailures, timeZ, isExcluded }: PayEntry): string {
  const found = [
    attentionFailures > 0 && `${formatCounted(attentionFailures, "attention check")} failed`,
    comprehensionFailures > 0 && `${comprehensionFailures} of 2 comprehension attempts failed`,
    timeZ !== null && timeZ < -2 && `total time ${timeZ.toFixed(1)} deviations from the mean`,
    isExcluded && "left out of the results, which changes no pay",
  ].filter(Boolean);
  return found.join("; ") || "nothing";
}

function formatMinutes(minutes: number): string {
  return `${minutes.toFixed(minutes < 10 ? 1 : 0)} min`;
}

function formatMoney(micros: number, currency: string): string {
  return new Intl.NumberFormat("en", { style: "currency", currency }).format(micros / 1_000_000);
}
