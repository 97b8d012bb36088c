import { countPairs } from "@/lib/studies/describe-session";
import type { Protocol } from "@/lib/studies/schema";
import { formatAmount } from "@/lib/studies/session-pay";
import { NO_SESSION } from "@/lib/studies/session-schema";

/**
 * Sessions that a study needs where each goes to its end, and what they are paid in all; null: a session has no number of
 * pairs, or nothing is paid.
 *
 * @param comparisons to be judged, each as often as the protocol says.
 */
export function estimateCost(
  { session = NO_SESSION, pairsPerRater, votesPerComparison }: Protocol,
  comparisons: number,
): { sessions: number; pairs: number; amountMicros: number; currency: string } | null {
  if (!session.pay || pairsPerRater === null) return null;
  const { main } = countPairs(session, pairsPerRater);
  if (main === 0) return null;
  const sessions = Math.ceil((comparisons * votesPerComparison) / main);
  return {
    sessions,
    pairs: pairsPerRater,
    amountMicros: sessions * session.pay.amountMicros,
    currency: session.pay.currency,
  };
}

export function describeCost(protocol: Protocol, comparisons: number): [label: string, text: string][] {
  const pay = protocol.session?.pay;
  if (!pay) return [["Pay", "Raters are not paid"]];
  const each = `${formatAmount(pay.amountMicros, pay.currency)} for a session of about ${pay.minutes} minutes`;
  const estimate = estimateCost(protocol, comparisons);
  if (!estimate) return [["Pay", `${each}; how many sessions it takes is open, as a session has no limit of pairs`]];
  const { sessions, pairs, amountMicros, currency } = estimate;
  return [
    ["Pay", each],
    [
      "In all",
      `${formatAmount(amountMicros, currency)} for ${sessions.toLocaleString("en-US")} sessions of ${pairs} pairs that all go to their end; a marketplace’s fees come on top`,
    ],
  ];
}
