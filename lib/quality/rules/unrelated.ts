import { listMain, type Outcome, type RatedPair, type RaterRecord, toSide } from "@/lib/quality/rules/rater-record";
import type { Finding } from "@/lib/quality/schema";

const OUTCOMES: Outcome[] = ["a", "tie", "b"];
/** An honest rater at their noisiest: so much of what they say is what others would say, and the rest is habit. */
const LEAST_SKILL = 0.5;
/**
 * Odds against the votes having anything to do with the texts at which the rule names a rater. By Wald (1945) it names an
 * honest one, however noisy, at most once in so many.
 */
const ODDS = 20;
/** How sure gold and a rater's own earlier vote are. */
const GOLD = 0.96;
const OWN = 0.8;
/**
 * Votes of others that the pair's usual outcomes weigh as much as. A handful on one comparison, some of them careless, is
 * not believed much: trusted more, it makes an honest rater who went against three others look like one who does not read.
 */
const PRIOR_VOTES = 9;

/** Votes on each comparison and on each pair, over all raters. */
export type Consensus = { byComparison: Map<string, Counts>; byPair: Map<string, Counts> };
type Counts = Record<Outcome, number>;

export function countConsensus(everyone: RaterRecord[]): Consensus {
  const consensus: Consensus = { byComparison: new Map(), byPair: new Map() };
  for (const record of everyone) for (const vote of listMain(record)) add(consensus, vote, 1);
  return consensus;
}

function add({ byComparison, byPair }: Consensus, { comparisonId, pair, outcome }: RatedPair, by: number): void {
  for (const [map, key] of [[byComparison, comparisonId] as const, [byPair, pair] as const]) {
    const counts = map.get(key) ?? { a: 0, tie: 0, b: 0 };
    counts[outcome] += by;
    map.set(key, counts);
  }
}

/**
 * Whether a rater's votes have anything to do with the texts: a likelihood ratio between an honest, noisy reader and
 * somebody whose choices fall by their own habit of sides and ties, whatever is written there. Evidence are gold pairs,
 * repeats, and what others said on the same comparisons, the rater's own votes taken out. Whoever gets more than half of the
 * gold pairs right reads, whatever else they say, and is not named.
 *
 * Cost: O(votes of the rater). Source: Wald, Sequential Tests of Statistical Hypotheses (1945).
 */
export function findUnrelated(record: RaterRecord, consensus: Consensus): Finding {
  const evidence = listEvidence(record, consensus);
  const oddsAgainst = Math.exp(-toLogRatio(evidence, LEAST_SKILL));
  const gold = record.votes.filter(({ purpose }) => purpose === "gold");
  const failed = gold.filter(({ outcome, expected }) => outcome !== expected).length;
  return {
    rule: "unrelated",
    isNamed: record.isFinished && oddsAgainst > ODDS && 2 * failed >= gold.length,
    evidence: { oddsAgainst, named: ODDS, votes: evidence.length, goldFailed: failed, goldShown: gold.length },
  };
}

/** What one vote has to say: how likely a reader, and how likely the rater's habit, is to cast it. */
type Evidence = { read: number; habit: number };

function listEvidence(record: RaterRecord, { byComparison, byPair }: Consensus): Evidence[] {
  const habit = measureHabit(record.votes);
  return record.votes.flatMap((vote) => {
    const expected = expect(record, vote, byComparison, byPair);
    return expected ? [{ read: expected[vote.outcome], habit: habit[toSide(vote)] }] : [];
  });
}

/** Of a rater who reads with probability `skill` against one who never does. */
function toLogRatio(evidence: Evidence[], skill: number): number {
  return evidence.reduce((sum, { read, habit }) => sum + Math.log((skill * read + (1 - skill) * habit) / habit), 0);
}

/** A steady reader is one of at least this skill: the highest step. */
const STEADY = 0.95;
/** Twice a log-likelihood ratio beyond this, on one side, has a probability of 5% by chance: chi-square, one degree of freedom. */
const UNLIKELY = 2.71;

/**
 * How much of what a rater says comes from reading: the share that makes their votes likeliest, in steps of a twentieth.
 * `isNoisy`: it is below a steady reader's beyond chance (likelihood ratio, 5% on one side). It is reported, and excludes nobody.
 *
 * @returns null: no vote can be held against anything.
 */
export function estimateSkill(record: RaterRecord, consensus: Consensus): { skill: number; isNoisy: boolean } | null {
  const evidence = listEvidence(record, consensus);
  if (evidence.length === 0) return null;
  const steps = Array.from({ length: 20 }, (_, step) => step / 20);
  const best = steps.reduce((a, b) => (toLogRatio(evidence, b) > toLogRatio(evidence, a) ? b : a));
  const distance = 2 * (toLogRatio(evidence, best) - toLogRatio(evidence, STEADY));
  return { skill: best, isNoisy: best < STEADY && distance > UNLIKELY };
}

/** How likely a rater who reads is to say each; null: nothing is known of the pair. */
function expect(
  record: RaterRecord,
  vote: RatedPair,
  byComparison: Map<string, Counts>,
  byPair: Map<string, Counts>,
): Counts | null {
  if (vote.expected) return sharpen(vote.expected, GOLD);
  if (vote.isRepeat) {
    const before = record.votes.find(({ isRepeat, comparisonId }) => !isRepeat && comparisonId === vote.comparisonId);
    return before ? sharpen(before.outcome, OWN) : null;
  }
  const here = without(byComparison.get(vote.comparisonId), vote);
  const usual = without(byPair.get(vote.pair), vote);
  const others = here.a + here.tie + here.b;
  if (others === 0) return null;
  const of = usual.a + usual.tie + usual.b;
  const share = (outcome: Outcome) => (usual[outcome] + 1) / (of + 3);
  const mix = (outcome: Outcome) => (here[outcome] + PRIOR_VOTES * share(outcome)) / (others + PRIOR_VOTES);
  return { a: mix("a"), tie: mix("tie"), b: mix("b") };
}

function sharpen(outcome: Outcome, certainty: number): Counts {
  const rest = (1 - certainty) / 2;
  return { a: rest, tie: rest, b: rest, [outcome]: certainty };
}

function without(counts: Counts | undefined, { outcome }: RatedPair): Counts {
  const all = counts ?? { a: 0, tie: 0, b: 0 };
  return { ...all, [outcome]: Math.max(0, all[outcome] - 1) };
}

/** The shares in which a rater chooses first, second and tie; one vote of each is lent, so that none is impossible. */
function measureHabit(votes: RatedPair[]): Record<"first" | "second" | "tie", number> {
  const counts = { first: 1, second: 1, tie: 1 };
  for (const vote of votes) counts[toSide(vote)] += 1;
  const of = votes.length + OUTCOMES.length;
  return { first: counts.first / of, second: counts.second / of, tie: counts.tie / of };
}
