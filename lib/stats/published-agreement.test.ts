import { beforeAll, describe, expect, test } from "vitest";
import { readMtBenchVotes } from "@/lib/formats/mt-bench-votes";
import type { VoteRecord } from "@/lib/formats/records";
import { lacksSharedData, sharedFile } from "@/lib/formats/testing/shared-data";
import { type AgreementOptions, describeAgreement } from "@/lib/stats/agreement";
import { A_WINS, B_WINS, buildCountTable, type CountTable, ORDER_UNKNOWN, TIE } from "@/lib/stats/count-table";
import { DAWID_SKENE, fitDawidSkene } from "@/lib/stats/dawid-skene";
import type { Estimate } from "@/lib/stats/estimate";
import { groupUnits } from "@/lib/stats/units";

const OPTIONS: AgreementOptions = { level: 0.95, rounds: 1_000, seed: 1 };

describe.skipIf(lacksSharedData())("MT-Bench's 3,355 human votes", () => {
  let table: CountTable;
  beforeAll(async () => {
    table = await tableOfMtBench();
  });

  test("agree as computed elsewhere", () => {
    expect(groupUnits(table, { ties: true }).units).toBe(1_814);
    const rows = describeAgreement(table, OPTIONS);
    const [raw, nominal, ordinal] = rows.map(({ withTies }) => (withTies as Estimate).value);
    expect(raw).toBeCloseTo(0.6554054054054054, 12);
    // the Python package krippendorff 0.9.0
    expect(nominal).toBeCloseTo(0.48546077741608296, 12);
    expect(ordinal).toBeCloseTo(0.5759410734107038, 12);
  });

  test("have a consensus that raters come near to", () => {
    const { accuracy, shares } = fitDawidSkene(groupUnits(table, { ties: true }), DAWID_SKENE);
    const known = accuracy.filter((of) => of !== null);
    expect(known.length).toBe(65);
    const mean = known.reduce((sum, of) => sum + of, 0) / known.length;
    expect(mean).toBeGreaterThan(0.7);
    expect(mean).toBeLessThan(0.9);
    expect(shares[1]).toBeCloseTo(0.23, 2);
  });

  test("are described while a page waits", () => {
    describeAgreement(table, OPTIONS);
    const before = process.cpuUsage();
    describeAgreement(table, OPTIONS);
    const { user } = process.cpuUsage(before);
    expect(user / 1_000).toBeLessThan(1_000);
  });
});

/** Models are numbered by name; sides were not published. */
async function tableOfMtBench(): Promise<CountTable> {
  const votes: VoteRecord[] = [];
  for await (const vote of readMtBenchVotes(sharedFile("mtbench/human.jsonl"))) votes.push(vote);
  const models = [...new Set(votes.flatMap(({ first, second }) => [first, second]))].sort();
  const raters = [...new Set(votes.map(({ rater }) => rater))];
  const prompts = [...new Set(votes.map(({ prompt }) => prompt))];
  const outcomes = { first: A_WINS, second: B_WINS };
  return buildCountTable(
    { prompts: prompts.length, raters: raters.length, models: models.length },
    votes.map(({ prompt, turn, rater, first, second, choice }) => ({
      ...{ prompt: prompts.indexOf(prompt), turn: turn ?? 0, rater: raters.indexOf(rater), firstShown: ORDER_UNKNOWN },
      ...{ modelA: models.indexOf(first), modelB: models.indexOf(second), votes: 1 },
      outcome: choice === "first" || choice === "second" ? outcomes[choice] : TIE,
    })),
  );
}
