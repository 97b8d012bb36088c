import type { Outcome, RatedPair, RaterRecord } from "@/lib/quality/rules/rater-record";
import { reviewRaters } from "@/lib/quality/rules/review";
import type { Finding, Review } from "@/lib/quality/schema";
import { createRandom, type Random, shuffle } from "@/lib/stats/random";
import { EXCLUSION_RULES } from "@/lib/studies/session-schema";

/** A comparison with what people who read say of it: shares of outcomes that add to 1. */
export type TrueComparison = { id: string; pair: string; shares: Record<Outcome, number> };

const RATERS = 100;
const CARELESS = 20;
const GOLD = 4;
const REPEATS = 4;
const MAIN = 32;
const VOTES_EACH = 4;
const USUAL_LOG_MS = Math.log(25_000);

/** random: any of three; first: always A; tie: always equal; hasty: any of three within a second. */
const HABITS = ["random", "first", "tie", "hasty"] as const;
type Kind = (typeof HABITS)[number] | "good" | "noisy";

export type CrowdResult = {
  /** Shares of the careless, the good and, among these, the noisy that the rules name. */
  careless: number;
  good: number;
  noisy: number;
  /** Noisy raters, and steady ones, who are reported as noisy. */
  noisyReported: number;
  steadyReported: number;
  /** Steady raters whom the sequential test calls unusual. */
  falseAlarms: number;
  byHabit: Record<(typeof HABITS)[number], number>;
  /** Good raters whom each rule names. Nobody here has attention checks or a browser's mark: those two rules name none. */
  goodByRule: Record<Finding["rule"], number>;
  /** Mean absolute error of the pairs' win rates against the truth, with everybody, and without those named. */
  errorBefore: number;
  errorAfter: number;
};

/**
 * One study of 100 raters with 40 votes each: 32 pairs, 4 gold and 4 repeats. 80 raters read, and lapse now and then: most
 * on 2 to 15% of their votes, ten of them, honest but noisy, on 30 to 45%. Twenty do not read.
 */
export function simulateCrowd(truth: TrueComparison[], seed: number): CrowdResult {
  const random = createRandom(seed);
  const comparisons = shuffle([...truth], random).slice(0, (RATERS * MAIN) / VOTES_EACH);
  const kinds = makeKinds();
  const places = shuffle(
    Array.from({ length: RATERS * MAIN }, (_, place) => place % comparisons.length),
    random,
  );
  const records = kinds.map((kind, place) => {
    // nobody meets a comparison twice; whoever comes last may get a pair or two less
    const mine = new Set<number>();
    for (let at = places.length - 1; at >= 0 && mine.size < MAIN; at--) {
      const next = places[at] as number;
      if (mine.has(next)) continue;
      mine.add(next);
      places.splice(at, 1);
    }
    const taken = [...mine].map((index) => comparisons[index] as TrueComparison);
    return makeRater(kind, place, taken, random);
  });
  return summarise(records, kinds, reviewRaters(records, 2), comparisons);
}

function makeKinds(): Kind[] {
  return Array.from({ length: RATERS }, (_, place) => {
    if (place < CARELESS) return HABITS[place % HABITS.length] as Kind;
    return place < CARELESS + 10 ? "noisy" : "good";
  });
}

function makeRater(kind: Kind, place: number, mine: TrueComparison[], random: Random): RaterRecord {
  const lapse = kind === "noisy" ? 0.3 + 0.15 * random.uniform() : 0.02 + 0.13 * random.uniform();
  const pace = USUAL_LOG_MS + 0.35 * random.normal();
  const vote = (of: TrueComparison, more: Partial<RatedPair> = {}): RatedPair => {
    const firstIsA = random.uniform() < 0.5;
    return {
      ...{ purpose: "main", isRepeat: false, comparisonId: of.id, pair: of.pair, firstIsA, expected: null },
      outcome: choose(kind, lapse, of.shares, firstIsA, random),
      decisionMs: Math.exp((kind === "hasty" ? Math.log(900) : pace) + 0.6 * random.normal()),
      ...more,
    };
  };
  const votes = mine.map((comparison) => vote(comparison));
  for (let gold = 0; gold < GOLD; gold++) {
    const sure: TrueComparison = { id: `gold-${gold}`, pair: "gold", shares: { a: 0.96, tie: 0.03, b: 0.01 } };
    votes.push(vote(sure, { purpose: "gold", expected: "a" }));
  }
  for (const again of votes.slice(0, REPEATS)) {
    const comparison = mine.find(({ id }) => id === again.comparisonId) as TrueComparison;
    const firstIsA = !again.firstIsA;
    const isSteady = (kind === "good" || kind === "noisy") && random.uniform() > lapse && random.uniform() < 0.8;
    const outcome = isSteady ? again.outcome : choose(kind, lapse, comparison.shares, firstIsA, random);
    votes.push(vote(comparison, { isRepeat: true, firstIsA, outcome }));
  }
  return { raterId: String(place), votes, isFinished: true, browser: null, place };
}

function choose(
  kind: Kind,
  lapse: number,
  shares: TrueComparison["shares"],
  firstIsA: boolean,
  random: Random,
): Outcome {
  const toOutcome = (side: "first" | "second"): Outcome => ((side === "first") === firstIsA ? "a" : "b");
  if (kind === "tie") return "tie";
  if (kind === "first") return toOutcome("first");
  const reads = (kind === "good" || kind === "noisy") && random.uniform() >= lapse;
  const chance = reads ? shares : { a: 1 / 3, tie: 1 / 3, b: 1 / 3 };
  const draw = random.uniform();
  return draw < chance.a ? "a" : draw < chance.a + chance.tie ? "tie" : "b";
}

function summarise(
  records: RaterRecord[],
  kinds: Kind[],
  reviews: Map<string, Review>,
  comparisons: TrueComparison[],
): CrowdResult {
  const isNamed = (place: number) => reviews.get(String(place))?.findings.some((finding) => finding.isNamed) ?? false;
  const isNamedBy = (rule: Finding["rule"], place: number) =>
    reviews.get(String(place))?.findings.some((finding) => finding.rule === rule && finding.isNamed) ?? false;
  const isReported = (place: number) => reviews.get(String(place))?.reading?.isNoisy ?? false;
  const isUnusual = (place: number) => reviews.get(String(place))?.anomaly?.isUnusual ?? false;
  const share = (of: (kind: Kind) => boolean, has: (place: number) => boolean) => {
    const places = kinds.flatMap((kind, place) => (of(kind) ? [place] : []));
    return places.filter(has).length / places.length;
  };
  const isGood = (kind: Kind) => kind === "good" || kind === "noisy";
  return {
    careless: share((kind) => !isGood(kind), isNamed),
    good: share(isGood, isNamed),
    noisy: share((kind) => kind === "noisy", isNamed),
    noisyReported: share((kind) => kind === "noisy", isReported),
    steadyReported: share((kind) => kind === "good", isReported),
    falseAlarms: share((kind) => kind === "good", isUnusual),
    byHabit: Object.fromEntries(
      HABITS.map((habit) => [habit, share((kind) => kind === habit, isNamed)]),
    ) as CrowdResult["byHabit"],
    goodByRule: Object.fromEntries(
      EXCLUSION_RULES.map((rule) => [rule, share(isGood, (place) => isNamedBy(rule, place))]),
    ) as CrowdResult["goodByRule"],
    errorBefore: measureError(records, comparisons),
    errorAfter: measureError(
      records.filter((_, place) => !isNamed(place)),
      comparisons,
    ),
  };
}

/** Over the pairs of models: how far the win rate, a tie being half, is from that of the comparisons' true shares. */
function measureError(records: RaterRecord[], comparisons: TrueComparison[]): number {
  const truth = new Map<string, { sum: number; of: number }>();
  const found = new Map<string, { sum: number; of: number }>();
  const add = (map: typeof truth, pair: string, value: number) => {
    const entry = map.get(pair) ?? { sum: 0, of: 0 };
    map.set(pair, { sum: entry.sum + value, of: entry.of + 1 });
  };
  for (const { pair, shares } of comparisons) add(truth, pair, shares.a + shares.tie / 2);
  for (const { votes } of records) {
    for (const { purpose, isRepeat, pair, outcome } of votes) {
      if (purpose === "main" && !isRepeat) add(found, pair, outcome === "a" ? 1 : outcome === "tie" ? 0.5 : 0);
    }
  }
  const errors = [...truth].map(([pair, { sum, of }]) => {
    const estimate = found.get(pair);
    return Math.abs((estimate ? estimate.sum / estimate.of : 0.5) - sum / of);
  });
  return errors.reduce((total, error) => total + error, 0) / errors.length;
}
