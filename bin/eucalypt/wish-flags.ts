import { type Command, InvalidArgumentError, Option } from "commander";
import { toCount, toMargin, toNames, toPair } from "@/bin/eucalypt/parse-options";
import { readAsks, readDesign } from "@/bin/eucalypt/read-design";
import { AGGREGATIONS, ESTIMANDS, TIE_RULES } from "@/lib/stats/estimate";
import { type Asks, STRENGTH_SCALES } from "@/lib/studies/asks-schema";
import type { AnalysisPlan, Protocol, StudyDesign, Wishes } from "@/lib/studies/schema";
import { ASSIGNMENT_POLICIES } from "@/lib/studies/session-schema";

export type WishFlags = {
  set?: string[];
  /** The design in a file; a flag beside it goes before what it says. */
  session?: StudyDesign;
  /** What is asked beside the choice, in a file. */
  asks?: Partial<Asks>;
  strength?: Asks["strength"] | "none";
  /** Characters at least. */
  reason?: number | "none";
  models?: string[];
  reference?: string;
  allPairs?: boolean;
  pair?: [string, string][];
  votesPerComparison?: number;
  pairsPerRater?: number | "none";
  minutesPerRater?: number | "none";
  /** A share. */
  sharePerRater?: number | "none";
  assignment?: NonNullable<Protocol["assignment"]>["policy"];
  floor?: number;
  /** A share. */
  stopHalfWidth?: number | "none";
  stopRaters?: number | "none";
  estimand?: AnalysisPlan["estimand"];
  aggregation?: AnalysisPlan["aggregation"];
  tieRule?: AnalysisPlan["tieRule"];
  /** A share. */
  equivalenceMargin?: number | "none";
  primaryContrast?: [string, string] | "none";
};

/** What `study create` and `study edit` may be told of a draft. */
export function withWishes(command: Command): Command {
  return command
    .option("--set <names...>", "prompt sets, by name; the newest version of each")
    .option("--models <names>", "models, by name, with commas between", toNames)
    .option("--reference <model>", "the model that each other one is compared with")
    .option("--all-pairs", "compare each model with each, though there is a reference")
    .option("--pair <models>", "two models that meet, with a comma between; once for each pair", addPair)
    .option("--votes-per-comparison <count>", "how many raters judge each pair of responses", toCount)
    .option("--pairs-per-rater <count>", "the most that one rater may judge; none for no limit", toCountOrNone)
    .option("--minutes-per-rater <count>", "how long one rater is handed pairs; none for no limit", toCountOrNone)
    .option("--share-per-rater <percent>", "of the study's votes, the most by one rater; none for no limit", toMargin)
    .addOption(new Option("--assignment <policy>", "how the next pair is chosen").choices(ASSIGNMENT_POLICIES))
    .option("--floor <share>", "active assignment: a pair's least probability, as a share of an even one", toShare)
    .option("--stop-half-width <points>", "close when every interval is within these points; none", toMargin)
    .option("--stop-raters <count>", "close when so many raters are done; none", toCountOrNone)
    .option("--session <file>", "JSON of session, assignment, exclusionRules, stopping, analysis, asks", readDesign)
    .option(
      "--asks <file>",
      "what raters are asked beside the choice: strength, criteria, reason, flaws; none",
      readAsks,
    )
    .option("--strength <points>", `ask how much better, on ${STRENGTH_SCALES.join(", ")} points; none`, toStrength)
    .option("--reason <characters>", "ask for a reason of so many characters at least; none", toCharacters)
    .addOption(new Option("--estimand <estimand>", "what the results are about").choices(ESTIMANDS))
    .addOption(new Option("--aggregation <aggregation>", "what weighs the same").choices(AGGREGATIONS))
    .addOption(new Option("--tie-rule <rule>", "what a tie is in a win rate").choices(TIE_RULES))
    .option("--equivalence-margin <points>", "differences too small to matter, in points; none for no margin", toMargin)
    .option("--primary-contrast <models>", "the pair that the study is for, with a comma between; none", toPairOrNone);
}

function addPair(value: string, before: [string, string][] = []): [string, string][] {
  return [...before, toPair(value)];
}

function toPairOrNone(value: string): [string, string] | "none" {
  return value === "none" ? value : toPair(value);
}

/** "none" stays, as in `toMargin`. */
function toCountOrNone(value: string): number | "none" {
  return value === "none" ? value : toCount(value);
}

/** @throws {InvalidArgumentError} no scale has so many points. */
function toStrength(value: string): Asks["strength"] | "none" {
  const points = STRENGTH_SCALES.find((scale) => String(scale) === value);
  if (points === undefined && value !== "none") throw new InvalidArgumentError("It is 3, 5, 7 or none.");
  return points ?? "none";
}

/** @throws {InvalidArgumentError} not from 0 to 1000. */
function toCharacters(value: string): number | "none" {
  if (value === "none") return value;
  if (!/^\d{1,4}$/.test(value) || Number(value) > 1000)
    throw new InvalidArgumentError("It is from 0 to 1000, or none.");
  return Number(value);
}

/** @throws {InvalidArgumentError} not from 0.05 to 1. */
function toShare(value: string): number {
  const share = Number(value);
  if (!(share >= 0.05 && share <= 1)) throw new InvalidArgumentError("It is a share from 0.05 to 1.");
  return share;
}

export function toWishes(flags: WishFlags): Wishes {
  const {
    set,
    session: design = {},
    asks: asked,
    strength,
    reason,
    estimand,
    aggregation,
    tieRule,
    equivalenceMargin,
    primaryContrast,
    pair,
    assignment,
    floor,
    ...caps
  } = flags;
  const { stopHalfWidth, stopRaters, pairsPerRater, minutesPerRater, sharePerRater, ...others } = caps;
  return keepGiven({
    sets: set,
    pairs: pair,
    exclusionRules: design.exclusionRules,
    ...others,
    pairsPerRater: orNull(pairsPerRater),
    analysis: group(
      {
        ...{ estimand, aggregation, tieRule },
        ...{ equivalenceMargin: orNull(equivalenceMargin), primaryContrast: orNull(primaryContrast) },
      },
      design.analysis,
    ),
    assignment: group({ policy: assignment, floor }, design.assignment),
    stopping: group({ halfWidth: orNull(stopHalfWidth), mostRaters: orNull(stopRaters) }, design.stopping),
    asks: group(
      { strength: orNull(strength), reason: typeof reason === "number" ? { minimum: reason } : orNull(reason) },
      { ...design.asks, ...asked },
    ),
    session: group({ mostMinutes: orNull(minutesPerRater), mostShare: orNull(sharePerRater) }, design.session),
  });
}

function orNull<T>(value: T | "none" | undefined): T | null | undefined {
  return value === "none" ? null : (value as T | undefined);
}

/** @param designed what a file says of the same. */
function group(flags: Record<string, unknown>, designed: object = {}): Record<string, unknown> | undefined {
  const given = { ...designed, ...keepGiven(flags) };
  return Object.keys(given).length > 0 ? given : undefined;
}

function keepGiven(flags: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
}
