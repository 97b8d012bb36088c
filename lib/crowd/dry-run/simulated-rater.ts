import type { SimulatedKind } from "@/lib/crowd/dry-run/schema";
import { createRandom, type Random } from "@/lib/stats/random";
import type { Asks, CriterionChoice } from "@/lib/studies/asks-schema";
import type { OfferedChoice } from "@/lib/studies/schema";

/** What a careless rater does instead of reading. */
const HABITS = ["random", "first", "tie", "fast"] as const;

export type SimulatedRater = {
  number: number;
  seed: number;
  kind: SimulatedKind;
  /** null: reads. */
  habit: (typeof HABITS)[number] | null;
  /** How often a vote has nothing to do with the texts: 0 to 1. */
  lapse: number;
  /** Of one pair: the median. Milliseconds. */
  medianMs: number;
};

/** What a simulated rater sees of a pair: more than a person does. */
export type SeenPair = {
  /** The prompt's id. */
  prompt: string;
  /** By name. */
  first: string;
  second: string;
  /** Checks: what should be chosen. */
  expected: "first" | "second" | "tie" | null;
  /** How often they have seen it before. */
  occasion: number;
};

const SHARES: Record<SimulatedKind, number> = { honest: 0.8, noisy: 0.1, careless: 0.1 };
const LAPSES: Record<SimulatedKind, number> = { honest: 0.04, noisy: 0.4, careless: 1 };
/** Logits: how far models, their answers to one prompt, and raters' tastes are apart. */
const SPREAD = { model: 0.5, answer: 0.6, taste: 0.35 };
const TIE_RATE = 0.2;

/** The seed and the rater's number, from 0, decide them whole. */
export function simulateRater(seed: number, number: number): SimulatedRater {
  const random = createRandom(hash(seed, "rater", number));
  const at = random.uniform();
  const kind = at < SHARES.honest ? "honest" : at < SHARES.honest + SHARES.noisy ? "noisy" : "careless";
  const habit = kind === "careless" ? (HABITS[Math.floor(random.uniform() * HABITS.length)] ?? "random") : null;
  const usualMs = habit === "fast" ? 1_500 : habit ? 8_000 : kind === "noisy" ? 25_000 : 40_000;
  const medianMs = usualMs * Math.exp(0.3 * random.normal());
  return { number, seed, kind, habit, lapse: LAPSES[kind] * (0.5 + random.uniform() / 2), medianMs };
}

/** What they say of a pair, and in how long; the same whenever they are asked, whatever came before. */
export function judgePair(
  rater: SimulatedRater,
  pair: SeenPair,
  choices: readonly OfferedChoice[],
): { choice: OfferedChoice; decisionMs: number } {
  const { seed, number, habit, medianMs } = rater;
  const key = [pair.prompt, ...[pair.first, pair.second].sort()].join(" ");
  const random = createRandom(hash(seed, "vote", number, key, pair.occasion));
  const decisionMs = Math.round(medianMs * Math.exp(0.5 * random.normal()));
  const wanted = habit ? followHabit(habit, random) : read(rater, pair, random);
  const offered = choices.includes(wanted) ? wanted : random.uniform() < 0.5 ? "first" : "second";
  return { choice: offered, decisionMs };
}

export type SimulatedAnswers = {
  strength?: number;
  criteria?: Record<string, CriterionChoice>;
  reason?: string;
  flaws?: { first: string[]; second: string[] };
};

/** How often a criterion follows the choice, and a flaw is ticked. */
const FOLLOWS = 0.7;
const FLAWED = 0.1;
const WORDS = "Simulated words that stand for a reason. ";

/** What they say beside the choice: as much as the study asks for, and nothing that the texts have a part in. */
export function answerAsks(
  { seed, number }: SimulatedRater,
  pair: SeenPair,
  asks: Asks | undefined,
  choice: OfferedChoice,
): SimulatedAnswers {
  if (!asks) return {};
  const key = [pair.prompt, pair.first, pair.second].join(" ");
  const random = createRandom(hash(seed, "asks", number, key, pair.occasion));
  const usual = choice === "both_bad" ? "tie" : choice;
  const toChoice = (): CriterionChoice =>
    random.uniform() < FOLLOWS ? usual : random.uniform() < 0.5 ? "first" : "second";
  const tick = () => asks.flaws.map(({ name }) => name).filter(() => random.uniform() < FLAWED);
  const { strength, criteria, reason } = asks;
  return {
    ...(strength !== null && usual !== "tie" && { strength: 1 + Math.floor(random.uniform() * strength) }),
    ...(criteria.length > 0 && { criteria: Object.fromEntries(criteria.map(({ name }) => [name, toChoice()])) }),
    ...(reason && { reason: WORDS.repeat(1 + Math.ceil(reason.minimum / WORDS.length)).trim() }),
    ...(asks.flaws.length > 0 && { flaws: { first: tick(), second: tick() } }),
  };
}

function followHabit(habit: (typeof HABITS)[number], random: Random): OfferedChoice {
  if (habit === "first" || habit === "tie") return habit;
  return random.uniform() < 0.5 ? "first" : "second";
}

function read({ seed, number, lapse }: SimulatedRater, pair: SeenPair, random: Random): OfferedChoice {
  if (random.uniform() < lapse) return random.uniform() < 0.5 ? "first" : "second";
  if (pair.expected) return pair.expected;
  if (random.uniform() < TIE_RATE) return "tie";
  const worth = (model: string) =>
    SPREAD.model * draw(seed, "model", model) +
    SPREAD.answer * draw(seed, "answer", model, pair.prompt) +
    SPREAD.taste * draw(seed, "taste", model, number);
  const logit = worth(pair.first) - worth(pair.second);
  return random.uniform() < 1 / (1 + Math.exp(-logit)) ? "first" : "second";
}

/** A standard normal number that belongs to these words. */
function draw(...of: (string | number)[]): number {
  return createRandom(hash(...of)).normal();
}

/** FNV-1a, 32 bits. */
function hash(...of: (string | number)[]): number {
  let bits = 0x811c9dc5;
  for (const character of of.join("\u0000")) {
    bits = Math.imul(bits ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return bits | 0;
}
