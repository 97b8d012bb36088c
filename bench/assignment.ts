/**
 * Active assignment against fewest votes first, at equal votes: simulated raters on one lopsided pair and two even ones,
 * with effects of prompts and raters, and weights refreshed by the functions that the worker runs. Prints the width of the
 * widest interval, and how often each pair's interval holds the truth after the allocation has looked at the votes.
 * Ends with 1 where a figure is outside of what is wanted.
 *
 *   npm run bench -- assignment [seeds]
 */
import { type AssignmentDesign, simulateAssignment } from "@/lib/results/testing/simulate-assignment";

const SEEDS = Number(process.argv[2] ?? 1000);
const POLICIES = ["fewest_first", "active"] as const;
const WANTED = { narrower: 0.1, coverage: { least: 0.93, most: 0.97 } };
const FLOOR = 0.25;

const effects = { promptSd: 0.6, raterSd: 0.5, tieRate: 0.1 };
const DESIGN: Omit<AssignmentDesign, "estimand"> = {
  ...{ prompts: 60, raters: 400, pairsPerRater: 6, capacity: 40, floor: FLOOR, refreshEvery: 120 },
  pairs: [
    { ...effects, mean: 3, tieRate: 0.05 },
    { ...effects, mean: 0.1 },
    { ...effects, mean: -0.1 },
  ],
};
const NAMES = ["lopsided", "even", "even"];

type Totals = { votes: number; halfWidth: number; covered: number }[];
type Measured = { widest: number; pairs: Totals; leastPropensity: number };

let isRight = true;
const votes = DESIGN.raters * DESIGN.pairsPerRater;
console.log(`${votes} votes of ${DESIGN.raters} raters on ${DESIGN.prompts} prompts, ${SEEDS} seeds, floor ${FLOOR}`);
// where new prompts are asked about, votes on the old ones can do less: how wide is told, and no ratio is wanted
for (const [estimand, narrower] of [
  ["these_prompts", WANTED.narrower],
  ["prompts_like_these", 0],
] as const) {
  const design = { ...DESIGN, estimand };
  const [fewest, active] = POLICIES.map((policy) => measure(design, policy)) as [Measured, Measured];
  console.log(`\n${estimand.replaceAll("_", " ")}`);
  show("fewest first", fewest);
  show("active", active);
  const gain = 1 - active.widest / fewest.widest;
  say(
    `the widest interval is ${percent(gain)} narrower`,
    gain >= narrower,
    narrower > 0 ? `${percent(narrower)} wanted` : "",
  );
  const least = FLOOR / DESIGN.pairs.length;
  say(
    `least propensity of a pair ${active.leastPropensity.toFixed(4)}`,
    active.leastPropensity >= least - 1e-12,
    `floor ${least.toFixed(4)}`,
  );
}
process.exitCode = isRight ? 0 : 1;

function measure(design: AssignmentDesign, policy: (typeof POLICIES)[number]): Measured {
  const measured: Measured = { widest: 0, leastPropensity: 1, pairs: [] };
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { pairs, leastPropensity } = simulateAssignment(design, policy, seed);
    measured.leastPropensity = Math.min(measured.leastPropensity, leastPropensity);
    measured.widest += Math.max(...pairs.map(({ halfWidth }) => halfWidth)) / SEEDS;
    for (const [place, { votes, halfWidth, isCovered }] of pairs.entries()) {
      measured.pairs[place] ??= { votes: 0, halfWidth: 0, covered: 0 };
      const total = measured.pairs[place];
      total.votes += votes / SEEDS;
      total.halfWidth += halfWidth / SEEDS;
      total.covered += isCovered ? 1 / SEEDS : 0;
    }
  }
  return measured;
}

function show(policy: string, { widest, pairs }: Measured): void {
  console.log(`  ${policy}: the widest interval is ± ${points(widest)} on average`);
  for (const [place, { votes, halfWidth, covered }] of pairs.entries()) {
    const error = Math.sqrt((covered * (1 - covered)) / SEEDS);
    const { least, most } = WANTED.coverage;
    say(
      `  ${(NAMES[place] ?? "").padEnd(8)} ${votes.toFixed(0).padStart(4)} votes, ± ${points(halfWidth)}, coverage ${percent(covered)} (± ${percent(error)})`,
      covered >= least && covered <= most,
      `${percent(least)} to ${percent(most)} wanted`,
    );
  }
}

function say(line: string, isAsWanted: boolean, wanted: string): void {
  if (!isAsWanted) isRight = false;
  console.log(`  ${line}${isAsWanted ? "" : `   OUTSIDE: ${wanted}`}`);
}

function points(share: number): string {
  return `${(100 * share).toFixed(2)} points`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
