import type { ImportedGold, ImportedPrompts, ImportedResponses, ImportedVotes } from "@/lib/imports/schema";

export function tellPrompts({ status, set, version, prompts }: ImportedPrompts): string {
  const what = `${count(prompts, "prompt")} as ${set}, version ${version}`;
  return status === "imported" ? `Imported ${what}.` : `Nothing changed: there are these ${what}, already.`;
}

export function tellGold({ status, set, version, pairs }: ImportedGold): string {
  const what = `${count(pairs, "gold pair")} as ${set}, version ${version}`;
  return status === "imported" ? `Imported ${what}.` : `Nothing changed: there are these ${what}, already.`;
}

export function tellResponses(imported: ImportedResponses): string {
  const { status, set, version, models, inserted, unchanged, empty, selfNaming } = imported;
  const to = `to ${set}, version ${version}`;
  if (status === "unchanged") {
    return `Nothing changed: the ${count(unchanged + inserted, "response")} ${to}, were imported before.`;
  }
  const sentences = [`Imported ${count(inserted, "response")} by ${models.join(", ")} ${to}.`];
  if (unchanged > 0) sentences.push(`${count(unchanged, "response")} were there already.`);
  if (empty > 0) sentences.push(`Empty: ${empty}.`);
  if (selfNaming > 0) sentences.push(`Naming their model or its maker: ${selfNaming}.`);
  return sentences.join(" ");
}

export function tellVotes({ status, study, votes, raters, comparisons, prompts, models }: ImportedVotes): string {
  const what = `${count(votes, "vote")} by ${count(raters, "rater")} on ${count(comparisons, "comparison")} (${count(prompts, "prompt")}, ${count(models, "model")})`;
  return status === "imported"
    ? `Imported ${what} into the study ${study}.`
    : `Nothing changed: the study ${study} has these ${what} already.`;
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
