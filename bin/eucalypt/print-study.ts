import { toTable } from "@/bin/eucalypt/to-table";
import { describeLeftOut } from "@/lib/studies/draw-comparisons";
import type { StudyDetail, StudySummary } from "@/lib/studies/queries/studies";
import { type AnalysisPlan, USUAL_ANALYSIS } from "@/lib/studies/schema";

export function printStudies(studies: StudySummary[]): void {
  if (studies.length === 0) {
    console.log("There are no studies yet. Make one with: npm run eucalypt -- study create NAME --template koala-2023");
    return;
  }
  const rows = studies.map(({ name, status, template, counts, publishedAt }) => [
    name,
    status,
    template,
    `${counts.votes} of ${counts.votesWanted}`,
    String(counts.raters),
    publishedAt ? "yes" : "no",
  ]);
  console.log(toTable(["study", "status", "template", "votes", "raters", "published"], rows));
}

export function printStudy(study: StudyDetail): void {
  const { protocol, counts } = study;
  const facts: [string, string][] = [
    ["status", study.status],
    ["template", study.template],
    ["prompt sets", protocol.promptSets.map((set) => `${set.name} (version ${set.version})`).join(", ") || "none"],
    ["models", protocol.models.join(", ") || "none"],
    ["reference", protocol.reference ?? "none: all pairs"],
    ["choices", protocol.choices.join(", ")],
    ["criteria", protocol.criteria.join(", ")],
    ["analysis", describePlan(protocol.analysis ?? USUAL_ANALYSIS)],
    ["comparisons", `${counts.comparisons} on ${counts.prompts} prompts, ${protocol.votesPerComparison} votes each`],
    ["votes", `${counts.votes} of ${counts.votesWanted}, by ${counts.raters} raters`],
    ["protocol hash", study.protocolHash ?? "none yet"],
    ["raters go to", `/rate/${study.slug}`],
    ["members", study.members.map(({ email, role }) => `${email} (${role})`).join(", ") || "none"],
    ["published", study.publishedAt?.toISOString() ?? "no"],
  ];
  if (study.openError) facts.push(["not opened", study.openError]);
  for (const left of protocol.frozen?.leftOut ?? []) {
    facts.push(["left out", `${left.model} on ${left.promptSet}: ${describeLeftOut(left)}`]);
  }
  const width = Math.max(...facts.map(([label]) => label.length));
  console.log(study.name);
  for (const [label, value] of facts) console.log(`  ${label.padEnd(width)}  ${value}`);
}

function describePlan({ estimand, aggregation, tieRule, equivalenceMargin }: AnalysisPlan): string {
  const margin =
    equivalenceMargin === null ? "no margin" : `margin ${Number((100 * equivalenceMargin).toFixed(4))} points`;
  return `${estimand}, ${aggregation}, ${tieRule}, ${margin}`;
}
