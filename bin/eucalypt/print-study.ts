import { toTable } from "@/bin/eucalypt/to-table";
import { describeAmendment } from "@/lib/studies/amendment-schema";
import { describeAsks } from "@/lib/studies/describe-protocol";
import { describeSession } from "@/lib/studies/describe-session";
import { describeLeftOut } from "@/lib/studies/draw-comparisons";
import type { StudyDetail, StudySummary } from "@/lib/studies/queries/studies";
import { type AnalysisPlan, type Protocol, USUAL_ANALYSIS } from "@/lib/studies/schema";
import { NO_STOPPING, USUAL_ASSIGNMENT } from "@/lib/studies/session-schema";
import { describeStop } from "@/lib/studies/stop-reason";

export function printStudies(studies: StudySummary[]): void {
  if (studies.length === 0) {
    console.log("There are no studies yet. Make one with: npm run eucalypt -- study create NAME --template koala-2023");
    return;
  }
  const rows = studies.map(({ name, status, template, counts, publishedAt, isDryRun, deleteAfter }) => [
    name,
    [status, isDryRun && "simulated", deleteAfter && "to be deleted"].filter(Boolean).join(", "),
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
    ...describeAsks(protocol).map(([label, text]): [string, string] => [`asks: ${label.toLowerCase()}`, text]),
    ["analysis", describePlan(protocol.analysis ?? USUAL_ANALYSIS)],
    ["assignment", describeAssignment(protocol.assignment ?? USUAL_ASSIGNMENT)],
    ["stops", describeStopping(protocol.stopping ?? NO_STOPPING)],
    ["one rater", describeCaps(protocol)],
    ...describeSession(protocol).map(([label, text]): [string, string] => [`session: ${label.toLowerCase()}`, text]),
    ["comparisons", `${counts.comparisons} on ${counts.prompts} prompts, ${protocol.votesPerComparison} votes each`],
    ["votes", `${counts.votes} of ${counts.votesWanted}, by ${counts.raters} raters`],
    ["protocol hash", study.protocolHash ?? "none yet"],
    ["raters go to", `/rate/${study.slug}`],
    ["members", study.members.map(({ email, role }) => `${email} (${role})`).join(", ") || "none"],
    ["published", study.publishedAt?.toISOString() ?? "no"],
  ];
  if (study.isDryRun) facts.push(["dry run", "simulated raters: nobody is let in, and nothing here counts"]);
  if (study.stop) facts.push(["closed", describeStop(study.stop)]);
  for (const one of study.amendments) {
    facts.push([`amendment ${one.number}`, `${one.at.slice(0, 10)}: ${describeAmendment(one)} ${one.reason}`]);
  }
  if (study.archivedAt) facts.push(["archived", `since ${study.archivedAt.toISOString().slice(0, 10)}`]);
  if (study.deleteAfter)
    facts.push(["deleted", `on ${study.deleteAfter.toISOString().slice(0, 10)}; study keep stops it`]);
  if (study.openError) facts.push(["not opened", study.openError]);
  for (const left of protocol.frozen?.leftOut ?? []) {
    facts.push(["left out", `${left.model} on ${left.promptSet}: ${describeLeftOut(left)}`]);
  }
  const width = Math.max(...facts.map(([label]) => label.length));
  console.log(study.name);
  for (const [label, value] of facts) console.log(`  ${label.padEnd(width)}  ${value}`);
}

function describePlan({ estimand, aggregation, tieRule, equivalenceMargin, primaryContrast }: AnalysisPlan): string {
  const margin =
    equivalenceMargin === null ? "no margin" : `margin ${Number((100 * equivalenceMargin).toFixed(4))} points`;
  const contrast = primaryContrast ? `, primary contrast ${primaryContrast.join(" against ")}` : "";
  return `${estimand}, ${aggregation}, ${tieRule}, ${margin}${contrast}`;
}

function describeAssignment({ policy, floor }: NonNullable<Protocol["assignment"]>): string {
  return policy === "active" ? `active, floor ${floor} of an even share` : policy.replace("_", " ");
}

function describeStopping({ halfWidth, mostRaters }: NonNullable<Protocol["stopping"]>): string {
  const rules = [
    halfWidth !== null && `every confidence sequence within ${Number((100 * halfWidth).toFixed(4))} points`,
    mostRaters !== null && `${mostRaters} raters done`,
  ].filter(Boolean);
  return rules.length > 0 ? rules.join(", or ") : "when every place is voted on";
}

function describeCaps({ pairsPerRater, session }: Protocol): string {
  const caps = [
    pairsPerRater !== null && `${pairsPerRater} pairs`,
    session?.mostMinutes && `${session.mostMinutes} minutes`,
    session?.mostShare && `${Number((100 * session.mostShare).toFixed(4))}% of the votes`,
  ].filter(Boolean);
  return caps.length > 0 ? `at most ${caps.join(", ")}` : "as many pairs as there are";
}
