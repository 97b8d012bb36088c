import { toTable } from "@/bin/eucalypt/to-table";
import type { Analysis, Estimated, Figure, PairAnalysis, ResultsFile } from "@/lib/results/analysis-schema";
import type { AskedResults } from "@/lib/results/asked-schema";
import type { Interval } from "@/lib/stats/estimate";
import { describeAmendment } from "@/lib/studies/amendment-schema";

/** Counts, differences with their intervals, what they say, and the leaderboard where more than two models meet. */
export function printResults(file: ResultsFile): void {
  const { study, protocolHash, votes, raters, prompts, matrix, analysis, amendments = [] } = file;
  console.log(`${study}: ${votes} votes by ${raters} raters on ${prompts} prompts. Protocol ${protocolHash ?? "none"}`);
  const heads = [
    "prompt set",
    "A",
    "B",
    "A better",
    "tied",
    "both bad",
    "B better",
    "not judged",
    "votes",
    "raters",
    "prompts",
  ];
  const rows = matrix.map((row) => [
    ...[row.promptSet, row.modelA, row.modelB],
    ...[row.winsA, row.ties, row.bothBad, row.winsB, row.cannotJudge, row.votes, row.raters, row.prompts].map(String),
  ]);
  console.log(toTable(heads, rows));
  for (const one of amendments) {
    console.log(
      `Amendment ${one.number}, ${one.at.slice(0, 10)}: ${describeAmendment(one)} ${one.reason} Hash ${one.hash}`,
    );
  }
  printPairs(analysis);
  if (file.asked) printAsked(file.asked);
  printLeaderboard(analysis);
}

type Shown = Pick<Analysis, "pairs" | "headline" | "methods" | "leaderboard">;

function printPairs({ pairs, headline, methods }: Shown): void {
  console.log(`\n${headline}\n`);
  const heads = ["prompt set", "A", "B", "A − B, points", "95% interval", "Holm p"];
  const rows = pairs.map(({ promptSet, model, opponent, difference, holmP }) => [
    ...[promptSet, model, opponent],
    ...toCells(difference),
    holmP.ok ? writeP(holmP.value) : "",
  ]);
  console.log(toTable(heads, rows));
  console.log("");
  for (const pair of pairs) console.log(toVerdictLine(pair));
  console.log(`\n${methods.difference}`);
}

function toVerdictLine({ promptSet, model, opponent, verdict }: PairAnalysis): string {
  return `${model} v ${opponent} on ${promptSet}: ${verdict.finding} ${verdict.figures}`.trimEnd();
}

function toCells(difference: Figure<Estimated>): [string, string] {
  if (!difference.ok) return ["", ""];
  const { value, interval } = difference.value;
  return [writeSigned(value), writeRange(interval, writeSigned)];
}

function printLeaderboard({ leaderboard: { rows }, methods }: Shown): void {
  if (!rows.ok) {
    console.log(`\nNo leaderboard: ${rows.reason}`);
    return;
  }
  if (rows.value.length < 3) return;
  const heads = ["rank", "model", "score", "95% interval", "P(best)", "votes"];
  const lines = rows.value.map(({ model, score, interval, rankLow, rankHigh, pBest, votes }) => [
    ...[rankLow === rankHigh ? String(rankLow) : `${rankLow}–${rankHigh}`, model, score.toFixed(0)],
    ...[writeRange(interval, (end) => end.toFixed(0)), pBest.toFixed(2), String(votes)],
  ]);
  console.log(`\n${toTable(heads, lines)}\n\n${methods.leaderboard}`);
}

function writeSigned(share: number): string {
  const points = (100 * share).toFixed(1);
  return points === "-0.0" ? "0.0" : points.replace("-", "−");
}

function writeRange({ low, high }: Interval, write: (end: number) => string): string {
  return `${write(low)} to ${write(high)}`;
}

function writeP(p: number): string {
  return p < 0.001 ? "<0.001" : p.toFixed(3);
}

function printAsked({ criteria, points, pairs, flaws, models }: AskedResults): void {
  for (const { name, question } of criteria) {
    const rows = pairs.map(({ promptSet, model, opponent, criteria: judged }) => {
      const found = judged.find((one) => one.name === name);
      const counts = found ? [found.better, found.tied, found.worse, found.votes].map(String) : [];
      return [promptSet, model, opponent, ...counts, ...(found ? toCells(found.difference) : [])];
    });
    console.log(`\n${name}: ${question}`);
    const heads = ["prompt set", "A", "B", "A better", "tied", "B better", "votes", "A − B, points", "95% interval"];
    console.log(toTable(heads, rows));
  }
  if (points !== null) {
    const say = ({ mean, votes }: { mean: number | null; votes: number }) =>
      mean === null ? "" : `${mean.toFixed(2)} (${votes})`;
    const rows = pairs.map(({ promptSet, model, opponent, strength }) => [
      ...[promptSet, model, opponent],
      ...(strength ? [say(strength.better), say(strength.worse)] : []),
    ]);
    console.log(`\nHow much better, from 1 to ${points}: mean (votes)`);
    console.log(toTable(["prompt set", "A", "B", "where A is better", "where B is better"], rows));
  }
  if (flaws.length > 0) {
    const rows = models.map(({ model, responses, ticked }) => [
      ...[model, String(responses)],
      ...flaws.map(({ name }) => String(ticked[name] ?? 0)),
    ]);
    console.log("\nFlaws ticked");
    console.log(toTable(["model", "responses", ...flaws.map(({ name }) => name)], rows));
  }
}
