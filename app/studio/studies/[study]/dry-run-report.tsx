import { Fact } from "@/components/studio/protocol-facts";
import { formatCount, formatCounted, formatMoney } from "@/components/ui/format";
import type { DryRunReport } from "@/lib/crowd/dry-run/schema";

type Props = {
  report: DryRunReport;
  /** It ended without a stopping rule: where raters are missing, there was nothing left for them. */
  isCutShort: boolean;
};

/** What the study would cost and how long it would take a rater, as far as simulated ones can tell. */
export function DryRunReportFacts({ report, isCutShort }: Props) {
  const { settings, raters, votes, kinds, rules, medianMinutes, pay, isDone } = report;
  const came = kinds.filter((of) => of.raters > 0).map((of) => `${formatCount(of.raters)} ${of.kind}`);
  return (
    <section className="pt-10" aria-labelledby="dry-run-head">
      <h2 id="dry-run-head" className="mb-4">
        {isDone ? "What the dry run says" : "Simulated raters are at work"}
      </h2>
      <dl className="grid gap-3">
        <Fact name="Simulated raters">
          {formatCount(raters)} of {formatCount(settings.raters)}
          {came.length > 0 && `: ${came.join(", ")}`}; {formatCounted(votes, "vote")} with checks, seed {settings.seed}
          {isCutShort && raters < settings.raters && ". No place was left for the others"}
        </Fact>
        {medianMinutes !== null && (
          <Fact name="At the pairs, in the median">{medianMinutes.toFixed(1)} minutes, simulated</Fact>
        )}
        <Fact name="Cost">{describeCost(pay)}</Fact>
        {pay && <Fact name="An hour’s pay">{describeHour(pay)}</Fact>}
        {rules.length > 0 && (
          <Fact name="Named by the rules">
            {kinds.map((of) => `${formatCount(of.named)} of ${formatCount(of.raters)} ${of.kind} raters`).join(", ")}.{" "}
            {rules.map(({ rule, raters: named }) => `${rule.replaceAll("_", " ")}: ${formatCount(named)}`).join("; ")}.
          </Fact>
        )}
      </dl>
    </section>
  );
}

function describeCost(pay: DryRunReport["pay"]): string {
  if (pay === null) return "The study does not pay its raters";
  const { totalMicros, amountMicros, currency } = pay;
  return `${formatMoney(totalMicros, currency)}: ${formatMoney(amountMicros, currency)} for each rater, without fees and bonuses`;
}

function describeHour(pay: NonNullable<DryRunReport["pay"]>): string {
  const { hourlyMicros, simulatedHourlyMicros, floorMicros, currency } = pay;
  const declared = `${formatMoney(hourlyMicros, currency)} by the declared minutes`;
  const simulated =
    simulatedHourlyMicros === null ? "" : `; ${formatMoney(simulatedHourlyMicros, currency)} by the simulated time`;
  const least = Math.min(hourlyMicros, simulatedHourlyMicros ?? Number.POSITIVE_INFINITY);
  const warning = least < floorMicros ? `. That is below the floor of ${formatMoney(floorMicros, currency)}` : "";
  return declared + simulated + warning;
}
