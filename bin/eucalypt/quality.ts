import type { Command } from "commander";
import { toTable } from "@/bin/eucalypt/to-table";
import { OPERATOR, WORKER } from "@/lib/auth/actor";
import { excludeRater } from "@/lib/quality/commands/exclude-rater";
import { reviewStudy } from "@/lib/quality/commands/review-study";
import { undoExclusion } from "@/lib/quality/commands/undo-exclusion";
import { describeFinding } from "@/lib/quality/describe-finding";
import { listReviews, type RaterReview } from "@/lib/quality/queries/list-reviews";
import { RULE_NAMES } from "@/lib/quality/schema";
import { describeSignals } from "@/lib/raters/signals";
import { getStudy } from "@/lib/studies/queries/studies";

/** `quality …`: what the rules found of a study's raters, and who is left out of the results. */
export function registerQualityCommands(program: Command): void {
  const quality = program
    .command("quality")
    .description("what a study's rules find of its raters, and who is excluded");
  quality
    .command("list")
    .argument("<name>", "a study")
    .description("raters whom a rule names, who are excluded, or whose browser gave signs of automation")
    .option("--json", "every rater with all that was found")
    .action(async (name: string, { json }: { json?: boolean }) => {
      const reviews = await listReviews(OPERATOR, name);
      if (json) return console.log(JSON.stringify(reviews, null, 2));
      const told = reviews.filter(isTold);
      if (told.length === 0) return console.log(`No rule names anyone of ${name}, and nobody is excluded.`);
      const rows = told.map((review) => [
        ...[review.pseudonym, String(review.votes), review.exclusion?.reason ?? "no"],
        describeReview(review),
      ]);
      console.log(toTable(["Rater", "Votes", "Excluded", "Found"], rows));
    });
  quality
    .command("review")
    .argument("<name>", "a study")
    .description("look at all raters now; a worker does so by itself")
    .action(async (name: string) => {
      const { id } = await getStudy(OPERATOR, name);
      const excluded = await reviewStudy(WORKER, id);
      console.log(`Reviewed the raters of ${name}: ${excluded} newly excluded. See: npm run eucalypt -- quality list`);
    });
  quality
    .command("exclude")
    .argument("<name>", "a study")
    .argument("<rater>", "a pseudonym")
    .requiredOption(
      "--reason <words>",
      `why; it stands in the export. Rules are called ${Object.keys(RULE_NAMES).join(", ")}`,
    )
    .description("leave a rater out of the results; votes and pay stay")
    .action(async (name: string, pseudonym: string, { reason }: { reason: string }) => {
      await excludeRater(OPERATOR, name, { pseudonym, reason });
      console.log(`${pseudonym} is excluded from ${name}. Their places are open to others.`);
    });
  quality
    .command("undo")
    .argument("<name>", "a study")
    .argument("<rater>", "a pseudonym")
    .description("take an exclusion back")
    .action(async (name: string, pseudonym: string) => {
      const { restored, released, isBack } = await undoExclusion(OPERATOR, name, pseudonym);
      const lost = released > 0 ? ` ${released} stay out: other raters have their places by now.` : "";
      const back = isBack ? " The exclusion had stopped them: when they come back they go on rating." : "";
      console.log(
        `${pseudonym} counts again in ${name}, with ${restored} votes whose places had reopened.${lost}${back}`,
      );
    });
}

function isTold({ exclusion, named, isReported, signals }: RaterReview): boolean {
  return exclusion !== null || named.length > 0 || isReported || signals.length > 0;
}

function describeReview({ named, isReported, signals }: RaterReview): string {
  return [
    ...named.map(describeFinding),
    ...(isReported ? ["Reported: reads little, or is unusual."] : []),
    ...(signals.length > 0 ? [`Signs of automation: ${describeSignals(signals)}.`] : []),
  ].join(" ");
}
