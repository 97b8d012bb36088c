import { type Command, Option } from "commander";
import { toMargin } from "@/bin/eucalypt/parse-options";
import { printResults } from "@/bin/eucalypt/print-results";
import { OPERATOR } from "@/lib/auth/actor";
import { SCORE_MODELS } from "@/lib/results/analysis-schema";
import { getResultsFile } from "@/lib/results/queries";
import { AGGREGATIONS, ESTIMANDS, TIE_RULES } from "@/lib/stats/estimate";

type Flags = {
  json?: boolean;
  /** A share. */
  margin?: number | "none";
  orderEffect?: boolean;
  withExcluded?: boolean;
} & Partial<Record<"estimand" | "aggregation" | "tieRule" | "scoreModel" | "promptSet" | "category", string>>;

/** `results NAME`: what a study found. */
export function registerResultCommands(program: Command): void {
  program
    .command("results")
    .argument("<name>", "a study")
    .description("wins, ties and losses of each pair on each prompt set, with intervals and what they say")
    .option("--json", "every figure of the dashboards, for programs")
    .addOption(new Option("--estimand <estimand>", "over what a figure would be repeated").choices(ESTIMANDS))
    .addOption(new Option("--aggregation <aggregation>", "what weighs the same").choices(AGGREGATIONS))
    .addOption(new Option("--tie-rule <rule>", "what a tie is in a win rate").choices(TIE_RULES))
    .option("--margin <points>", "differences too small to matter, in points; none for no margin", toMargin)
    .addOption(new Option("--score-model <model>", "of the leaderboard").choices(SCORE_MODELS))
    .option("--order-effect", "with a parameter for the response that stands first")
    .option("--prompt-set <set>", "its votes only")
    .option("--category <category>", "votes on its prompts only")
    .option("--with-excluded", "count excluded raters as well")
    .action(async (name: string, { json, ...flags }: Flags) => {
      const results = await getResultsFile(OPERATOR, name, toQuery(flags));
      if (json) console.log(JSON.stringify(results, null, 2));
      else printResults(results);
    });
}

/** As the options would stand in an address. */
function toQuery({ margin, ...flags }: Omit<Flags, "json">): Record<string, string> {
  const given = Object.entries(flags).filter(([, value]) => value !== undefined);
  const query = Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
  return margin === undefined ? query : { ...query, equivalenceMargin: String(margin) };
}
