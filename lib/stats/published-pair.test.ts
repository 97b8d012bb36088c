import { expect, test } from "vitest";
import { readMtBenchVotes } from "@/lib/formats/mt-bench-votes";
import { lacksSharedData, sharedFile } from "@/lib/formats/testing/shared-data";
import { estimateRate } from "@/lib/stats/pair-rates";
import { RATE_SCORES } from "@/lib/stats/pair-scores";
import { gatherPairVotes, sumByCluster } from "@/lib/stats/pair-votes";
import { toPairTable } from "@/lib/stats/testing/to-pair-table";
import { findVoteInfluences } from "@/lib/stats/vote-spread";

const PAIR = ["gpt-3.5-turbo", "alpaca-13b"];

test.skipIf(lacksSharedData())(
  "MT-Bench's votes on gpt-3.5-turbo and alpaca-13b, as pandas and statsmodels have them",
  async () => {
    const raters = new Map<string, number>();
    const rows: number[][] = [];
    for await (const vote of readMtBenchVotes(sharedFile("mtbench/human.jsonl"))) {
      if (!PAIR.includes(vote.first) || !PAIR.includes(vote.second)) continue;
      if (!raters.has(vote.rater)) raters.set(vote.rater, raters.size);
      const winner = vote.choice === "first" ? vote.first : vote.choice === "second" ? vote.second : null;
      const outcome = winner === null ? 1 : winner === PAIR[0] ? 0 : 2;
      rows.push([Number(vote.prompt), vote.turn ?? 0, raters.get(vote.rater) as number, outcome]);
    }
    const votes = gatherPairVotes(toPairTable(rows), 0);
    const count = (column: Float64Array) => column.reduce((sum, of) => sum + of, 0);
    expect([count(votes.better), count(votes.tied), count(votes.worse)]).toEqual([222, 69, 27]);
    expect([votes.prompts.count, votes.raters.count, votes.ballots]).toEqual([71, 53, 318]);

    // statsmodels 0.15.0: OLS of better less worse on a constant, cov_cluster without correction
    const { influence, value } = findVoteInfluences(votes, RATE_SCORES.difference, "votes");
    const rootOfSquares = (way: "prompts" | "raters" | "promptRaters") =>
      Math.hypot(...sumByCluster(influence, votes[way]));
    expect(value).toBeCloseTo(0.6132075471698112, 12);
    expect(rootOfSquares("prompts")).toBeCloseTo(0.05210276966546167, 12);
    expect(rootOfSquares("raters")).toBeCloseTo(0.044176986462382065, 12);
    expect(rootOfSquares("promptRaters")).toBeCloseTo(0.042172268418064866, 12);

    const options = { estimand: "prompts_like_these", aggregation: "votes", level: 0.95 } as const;
    const difference = estimateRate(votes, "difference", options);
    // with its corrections statsmodels has 0.0543; one rater has a large share of the votes, which it does not correct for
    expect(difference.standardError).toBeCloseTo(0.0547, 3);
    expect(difference.degreesOfFreedom).toBeLessThan(10);
    expect(difference.interval.low).toBeGreaterThan(0.4);
  },
);
