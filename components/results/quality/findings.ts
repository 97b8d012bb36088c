import { formatBetween, formatDecimal, formatP, formatPercent } from "@/components/results/format-figures";
import { findUnusual } from "@/components/results/quality/find-unusual";
import { formatCounted } from "@/components/ui/format";
import type { DataQuality, Estimated, Figure, SideBias } from "@/lib/results/analysis-schema";

/** One check in words. unknown: the data cannot say. */
export type Finding = { id: string; state: "fine" | "look" | "unknown"; finding: string; more: string };

/** Of a side's test. */
const ALARM = 0.05;
/** Half an interval wider than this says next to nothing of a side. */
const TOO_WIDE = 0.15;
/** "Slight" in the words of Landis and Koch (1977). */
const LITTLE = 0.2;

/** What a researcher should know before the results are believed, in the order of its weight. */
export function toFindings(quality: DataQuality): Finding[] {
  return [judgeSides(quality.sideBias), judgeRaters(quality), judgeAgreement(quality)];
}

function judgeSides({ firstRate, p }: SideBias): Finding {
  if (!firstRate.ok) {
    return {
      id: "side",
      state: "unknown",
      finding: "Whether the side matters cannot be told.",
      more: firstRate.reason,
    };
  }
  const { value, interval } = firstRate.value;
  const share = `${formatPercent(value)} of votes for a side, ${formatBetween(interval, formatPercent)}`;
  if (p.ok && p.value < ALARM) {
    const side = value > 0.5 ? "first" : "second";
    const finding = `The response shown ${side} is chosen more often than the other.`;
    const more = `The first got ${share} (p ${formatP(p.value)}). Sides are balanced, so that no model gains by it; the differences set right for it are in the table.`;
    return { id: "side", state: "look", finding, more };
  }
  if ((interval.high - interval.low) / 2 > TOO_WIDE) {
    const more = `The first got ${share}: too few votes or raters to say more.`;
    return { id: "side", state: "unknown", finding: "Whether the side matters cannot be told yet.", more };
  }
  return { id: "side", state: "fine", finding: "No side is chosen more often.", more: `The first got ${share}.` };
}

function judgeRaters({ raters }: DataQuality): Finding {
  if (raters.length === 0) {
    return { id: "raters", state: "unknown", finding: "Nothing is known of raters.", more: "Nobody has voted yet." };
  }
  const unusual = findUnusual(raters).size;
  if (unusual === 0) {
    const more = `${formatCounted(raters.length, "rater")}, looked at for sides, ties, agreement and haste.`;
    return { id: "raters", state: "fine", finding: "No rater stands out.", more };
  }
  const finding = `${formatCounted(unusual, "rater")} ${unusual === 1 ? "is" : "are"} unusual.`;
  return {
    id: "raters",
    state: "look",
    finding,
    more: "Read some of their votes, then exclude them or keep them; either is recorded.",
  };
}

function judgeAgreement({ agreement, sharedUnits }: DataQuality): Finding {
  const raw = agreement.find(({ measure }) => measure === "raw");
  const alpha = agreement.find(({ measure }) => measure === "krippendorff_nominal");
  if (sharedUnits === 0 || !raw?.withTies.ok) {
    const reason = raw && !raw.withTies.ok ? raw.withTies.reason : "No comparison has two votes.";
    return { id: "agreement", state: "unknown", finding: "Whether raters agree cannot be told.", more: reason };
  }
  const finding = `Two raters say the same in ${formatPercent(raw.withTies.value.value, 0)} of pairs of votes.`;
  const without = raw.withoutTies.ok ? `Without ties ${formatPercent(raw.withoutTies.value.value, 0)}. ` : "";
  const isLittle = alpha?.withTies.ok && alpha.withTies.value.value < LITTLE;
  const more = `${without}${sayAlpha(alpha?.withTies)} On MT-Bench two people agreed in 63%, and without ties in 81%.`;
  return { id: "agreement", state: isLittle ? "look" : "fine", finding, more };
}

function sayAlpha(alpha: Figure<Estimated> | undefined): string {
  if (!alpha?.ok) return "";
  const { value, interval } = alpha.value;
  const beside = interval.low <= 0 ? ": chance alone could give as much" : ": little more than chance gives";
  return `Krippendorff’s α is ${formatDecimal(value)}${value < LITTLE ? beside : ""}.`;
}
