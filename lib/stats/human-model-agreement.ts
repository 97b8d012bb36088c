import type { CountTable } from "@/lib/stats/count-table";
import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimate } from "@/lib/stats/estimate";
import { toEstimate } from "@/lib/stats/students-t";
import { crossPromptsAndRaters, findTwoWaySpread } from "@/lib/stats/two-way-spread";
import { countOutcomes, groupUnits, OUTCOMES, type Units } from "@/lib/stats/units";

/**
 * How far models as judges say what raters say: the mean over the raters' votes, on units that a judge voted on as
 * well, of the share of the judges' votes that say the same. For prompts and raters like these, and these judges.
 *
 * @param humans the raters' votes. `judges`: the judges', with prompts and models numbered alike.
 * @param ties false: ties of either are left out, and units that have nothing else.
 * @param level nominal coverage, as 0.95.
 * @returns a share, 0 to 1, with Student's interval clustered by prompt and rater.
 * @throws {RangeError} the tables number prompts or models differently.
 * @throws {NotIdentifiableError} no unit has votes of both, all are of one prompt or rater, or there is no spread.
 * Cost: O(cells · log cells). Source: Zheng et al. (2023), arXiv 2306.05685, section 4.2.
 */
export function estimateHumanModelAgreement(
  humans: CountTable,
  judges: CountTable,
  { ties, level }: { ties: boolean; level: number },
): Estimate {
  if (humans.prompts !== judges.prompts || humans.models !== judges.models) {
    throw new RangeError("Raters' and judges' votes number prompts or models differently.");
  }
  const shared = joinUnits(groupUnits(humans, { ties }), groupUnits(judges, { ties }));
  if (shared.votes.length === 0) throw new NotIdentifiableError("No comparison was judged by raters and by models.");
  const total = shared.votes.reduce((sum, votes) => sum + votes, 0);
  const weight = Float64Array.from(shared.votes, (votes) => votes / total);
  const value = weight.reduce((sum, of, place) => sum + of * (shared.agreeing[place] as number), 0);
  const influence = weight.map((of, place) => of * ((shared.agreeing[place] as number) - value));
  const crossing = crossPromptsAndRaters(Int32Array.from(shared.prompt), Int32Array.from(shared.rater));
  return toEstimate(findTwoWaySpread(value, { influence, weight }, crossing), level, [0, 1]);
}

/** By the raters' entries on units that judges voted on as well. */
type Shared = { prompt: number[]; rater: number[]; votes: number[]; agreeing: number[] };

function joinUnits(humans: Units, judges: Units): Shared {
  const counts = countOutcomes(judges);
  const judged = new Map<string, Int32Array>();
  for (let unit = 0; unit < judges.units; unit++) {
    judged.set(toKey(judges, unit), counts.subarray(OUTCOMES * unit, OUTCOMES * (unit + 1)));
  }
  const shared: Shared = { prompt: [], rater: [], votes: [], agreeing: [] };
  for (let unit = 0; unit < humans.units; unit++) {
    const said = judged.get(toKey(humans, unit));
    if (!said) continue;
    const all = said.reduce((sum, count) => sum + count, 0);
    for (let entry = humans.firstEntry[unit] as number; entry < (humans.firstEntry[unit + 1] as number); entry++) {
      shared.prompt.push(humans.prompt[unit] as number);
      shared.rater.push(humans.rater[entry] as number);
      shared.votes.push(humans.votes[entry] as number);
      shared.agreeing.push((said[humans.outcome[entry] as number] as number) / all);
    }
  }
  return shared;
}

function toKey(units: Units, unit: number): string {
  return `${units.prompt[unit]} ${units.turn[unit]} ${units.modelA[unit]} ${units.modelB[unit]}`;
}
