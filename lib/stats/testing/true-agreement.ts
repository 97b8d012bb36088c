import type { AgreementMeasure } from "@/lib/stats/agreement";
import { type Design, trueSharesOfPrompts } from "@/lib/stats/testing/simulate-votes";

/**
 * What each measure tends to with ever more prompts and raters like a design's, by sums over the distribution of the
 * prompts' effects and over all that the other raters of a prompt can say: no simulation, so no error of its own.
 */
export function trueAgreement(design: Design, ties: boolean): Record<AgreementMeasure, number> {
  const outcomes = ties ? 3 : 2;
  const means = [0, 0, 0];
  let agreement = 0;
  let peerHits = 0;
  let peerVotes = 0;
  for (const { weight, shares } of drawPrompts(design, ties)) {
    shares.forEach((share, outcome) => {
      means[outcome] = (means[outcome] as number) + weight * share;
    });
    agreement += weight * shares.reduce((sum, share) => sum + share * share, 0);
    for (const { chance, hits } of listPeers(design, ties, shares)) {
      peerHits += weight * chance * hits;
      peerVotes += weight * chance;
    }
  }
  const [first, tie, second] = means as [number, number, number];
  const chance = first ** 2 + tie ** 2 + second ** 2;
  const gwet = (first * (1 - first) + tie * (1 - tie) + second * (1 - second)) / (outcomes - 1);
  return {
    raw: agreement,
    krippendorff_nominal: (agreement - chance) / (1 - chance),
    krippendorff_ordinal: toOrdinalAlpha(design, ties, [first, tie, second]),
    fleiss: (agreement - chance) / (1 - chance),
    gwet_ac1: (agreement - gwet) / (1 - gwet),
    leave_one_out: peerHits / peerVotes,
  };
}

/** How often a vote says what a judge says who has no leaning of their own and sees each prompt as raters do. */
export function trueJudgeAgreement(design: Design): number {
  const judges = drawPrompts({ ...design, raterSd: 0 }, true);
  return drawPrompts(design, true).reduce((sum, { weight, shares }, place) => {
    const said = (judges[place] as Prompt).shares;
    return sum + weight * shares.reduce((both, share, outcome) => both + share * (said[outcome] as number), 0);
  }, 0);
}

type Prompt = { weight: number; shares: [first: number, tie: number, second: number] };

/** Prompts' effects on a fine grid, with the chances of a vote averaged over raters. */
function drawPrompts(design: Design, ties: boolean): Prompt[] {
  const prompts: Prompt[] = [];
  let total = 0;
  for (let z = -6; z <= 6; z += 0.25) total += Math.exp((-z * z) / 2);
  for (let z = -6; z <= 6; z += 0.25) {
    const { better, tied, worse } = trueSharesOfPrompts(design, [z * design.promptSd]);
    const decided = ties ? 1 : 1 - tied;
    prompts.push({
      weight: Math.exp((-z * z) / 2) / total,
      shares: [better / decided, ties ? tied : 0, worse / decided],
    });
  }
  return prompts;
}

/** How many of a vote's peers there can be and what they can say, with how likely the vote is what most of them say. */
function listPeers(design: Design, ties: boolean, shares: readonly number[]): { chance: number; hits: number }[] {
  const others = design.votesPerPrompt - 1;
  const [first, tie, second] = shares as [number, number, number];
  const peers: { chance: number; hits: number }[] = [];
  for (let a = 0; a <= others; a++) {
    for (let b = 0; a + b <= others; b++) {
      const c = others - a - b;
      // without ties, a tie is a vote that is not there
      const count = ties ? [a, b, c] : [a, 0, c];
      const chances = ties
        ? [first, tie, second]
        : [first * (1 - design.tieRate), design.tieRate, second * (1 - design.tieRate)];
      const most = Math.max(...count);
      if (most === 0) continue;
      const drawn = count.filter((votes) => votes === most).length;
      const hits = shares.reduce((sum, share, outcome) => sum + (count[outcome] === most ? share / drawn : 0), 0);
      peers.push({ chance: multinomial([a, b, c], chances), hits });
    }
  }
  return peers;
}

function multinomial(counts: readonly number[], chances: readonly number[]): number {
  let chance = 1;
  let placed = 0;
  counts.forEach((count, outcome) => {
    for (let vote = 1; vote <= count; vote++) {
      placed++;
      chance *= ((chances[outcome] as number) * placed) / vote;
    }
  });
  return chance;
}

function toOrdinalAlpha(design: Design, ties: boolean, means: [number, number, number]): number {
  const [first, tie, second] = means;
  const distances = [((first + tie) / 2) ** 2, (tie + (first + second) / 2) ** 2, ((tie + second) / 2) ** 2];
  const disagree = ([a, b, c]: [number, number, number]) =>
    a * b * (distances[0] as number) + a * c * (distances[1] as number) + b * c * (distances[2] as number);
  const observed = drawPrompts(design, ties).reduce((sum, { weight, shares }) => sum + weight * disagree(shares), 0);
  return 1 - observed / disagree(means);
}
