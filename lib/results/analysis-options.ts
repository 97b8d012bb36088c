import type { z } from "zod";
import { AppError } from "@/lib/http/app-error";
import { type AnalysisOptions, analysisOptionsSchema } from "@/lib/results/analysis-schema";
import { type Protocol, USUAL_ANALYSIS } from "@/lib/studies/schema";

/** As Next gives a page its query, or as a route handler reads it. */
export type Query = URLSearchParams | Record<string, string | string[] | undefined>;

const SWITCHES = ["orderEffect", "withExcluded"] as const;
const CHOICES = ["estimand", "aggregation", "tieRule", "scoreModel"] as const;
const NAMES = ["promptSet", "category"] as const;

/** What holds where a reader chose nothing: the study's analysis plan, and where it has none the usual. */
export function toDefaultOptions(protocol: Protocol | null): AnalysisOptions {
  const { primaryContrast: _, ...plan } = protocol?.analysis ?? USUAL_ANALYSIS;
  return {
    ...plan,
    scoreModel: "bradley_terry",
    orderEffect: false,
    promptSet: null,
    category: null,
    withExcluded: false,
  };
}

/**
 * Options as they stand in an address, each under its own name; what is not there, or is there without a value as a form
 * sends it, is as in `defaults`. The margin is a share; "none" is no margin where the plan has one. Others' names are
 * passed over.
 *
 * @throws {AppError} bad_input: a value that there is not, named with what there is.
 */
export function parseAnalysisOptions(query: Query, defaults: AnalysisOptions): AnalysisOptions {
  const read = (name: string) => {
    const value = query instanceof URLSearchParams ? query.get(name) : query[name];
    return (Array.isArray(value) ? value[0] : value)?.trim() || undefined;
  };
  const given: Record<string, unknown> = {};
  for (const name of [...CHOICES, ...NAMES]) given[name] = read(name);
  for (const name of SWITCHES) given[name] = toSwitch(read(name));
  const margin = read("equivalenceMargin");
  given.equivalenceMargin = margin === undefined ? undefined : margin === "none" ? null : Number(margin);
  const chosen = Object.entries(given).filter(([, value]) => value !== undefined);
  const parsed = analysisOptionsSchema.safeParse({ ...defaults, ...Object.fromEntries(chosen) });
  if (parsed.success) return parsed.data;
  throw new AppError("bad_input", explain(parsed.error, read));
}

/** What differs from the defaults, to be read again by `parseAnalysisOptions` with the same ones. */
export function toSearchParams(options: AnalysisOptions, defaults: AnalysisOptions): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) {
    if (value === defaults[name as keyof AnalysisOptions]) continue;
    if (value !== null) query.set(name, String(value));
    else if (name === "equivalenceMargin") query.set(name, "none");
  }
  return query;
}

function toSwitch(value: string | undefined): unknown {
  if (value === undefined) return undefined;
  return value === "true" ? true : value === "false" ? false : value;
}

function explain(error: z.ZodError, read: (name: string) => string | undefined): string {
  const name = String(error.issues[0]?.path[0] ?? "");
  const wanted = WANTED[name as keyof typeof WANTED] ?? "something else";
  return `${name} is ${JSON.stringify(read(name) ?? "")}. Write ${wanted}.`;
}

const { shape } = analysisOptionsSchema;
const WANTED = {
  estimand: toList(shape.estimand.options),
  aggregation: toList(shape.aggregation.options),
  tieRule: toList(shape.tieRule.options),
  scoreModel: toList(shape.scoreModel.options),
  orderEffect: "true or false",
  withExcluded: "true or false",
  equivalenceMargin: "a share above 0 and below 1, as 0.05 for 5 points, or none",
};

function toList(values: readonly string[]): string {
  return `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}
