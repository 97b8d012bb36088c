import { A_FIRST, A_WINS, B_FIRST, B_WINS, type Cell, type Sizes, TIE } from "@/lib/stats/count-table";
import { createRandom } from "@/lib/stats/random";

export type Arena = Sizes & { votes: number };

/**
 * Synthetic votes on many models: strengths are normal, and every vote has a pair, a prompt and a rater drawn at random;
 * a quarter of them are ties. The same object is given again and again.
 */
export function* drawArenaVotes({ votes, models, prompts, raters }: Arena, seed: number): Generator<Cell> {
  const random = createRandom(seed);
  const draw = (below: number) => Math.floor(random.uniform() * below);
  const strengths = Array.from({ length: models }, () => 0.8 * random.normal());
  const cell: Cell = { prompt: 0, turn: 0, rater: 0, modelA: 0, modelB: 0, firstShown: 0, outcome: 0, votes: 1 };
  for (let vote = 0; vote < votes; vote++) {
    const one = draw(models);
    const other = draw(models - 1);
    cell.modelA = Math.min(one, other < one ? other : other + 1);
    cell.modelB = Math.max(one, other < one ? other : other + 1);
    cell.prompt = draw(prompts);
    cell.rater = draw(raters);
    cell.firstShown = random.uniform() < 0.5 ? A_FIRST : B_FIRST;
    const ahead = (strengths[cell.modelA] as number) - (strengths[cell.modelB] as number);
    const isTie = random.uniform() < 0.25;
    cell.outcome = isTie ? TIE : random.uniform() < 1 / (1 + Math.exp(-ahead)) ? A_WINS : B_WINS;
    yield cell;
  }
}
