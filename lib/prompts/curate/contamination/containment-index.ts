/** The usual length of n-gram in words. Source: Brown et al. (2020), "Language Models are Few-Shot Learners", appendix C. */
export const GRAM_WORDS = 13;
/** A prompt of fewer words than that is one n-gram; of fewer than these, it says too little to be found. Same source. */
export const LEAST_WORDS = 8;

const FACTOR = 0x9e3779b1;

type Gram = { prompt: number; words: ArrayLike<number>; from: number; length: number };

/**
 * The share of a prompt's distinct 13-word n-grams that stand in one example. It finds a prompt word for word inside a long
 * example, where BLEU is near 0.
 */
export class ContainmentIndex {
  /** By length in words, then by hash; what shares a hash is compared. */
  private readonly byLength = new Map<number, Map<number, number[]>>();
  private readonly grams: Gram[] = [];
  private readonly totals: number[];
  private readonly powers = new Int32Array(GRAM_WORDS + 1).fill(1);
  /** Which example met this n-gram last. */
  private met = new Int32Array(0);
  private example = 0;

  /** @param prompts each one's words as whole numbers from 0. */
  constructor(prompts: ArrayLike<number>[]) {
    for (let at = 1; at <= GRAM_WORDS; at++) this.powers[at] = Math.imul(this.powers[at - 1] as number, FACTOR);
    this.totals = prompts.map((words, prompt) => this.addPrompt(words, prompt));
    this.met = new Int32Array(this.grams.length);
  }

  /**
   * @param words the example's, numbered as the prompts' are; −1: no prompt has it.
   * @param report called for each prompt of which an n-gram is found; share: above 0, to 1.
   */
  compare(words: ArrayLike<number>, report: (prompt: number, share: number) => void): void {
    if (words.length < LEAST_WORDS || !hasRun(words, LEAST_WORDS)) return;
    this.example++;
    const found = new Map<number, number>();
    const hashes = prefixHashes(words);
    for (const [length, table] of this.byLength) {
      let run = 0;
      for (let at = 0; at < words.length; at++) {
        run = (words[at] as number) < 0 ? 0 : run + 1;
        if (run < length) continue;
        const from = at - length + 1;
        const candidates = table.get(this.hashOf(hashes, from, length));
        if (candidates) this.meet(candidates, words, from, found);
      }
    }
    for (const [prompt, count] of found) report(prompt, count / (this.totals[prompt] as number));
  }

  private meet(candidates: number[], words: ArrayLike<number>, from: number, found: Map<number, number>): void {
    for (const candidate of candidates) {
      const gram = this.grams[candidate] as Gram;
      if (this.met[candidate] === this.example || !isSame(gram, words, from)) continue;
      this.met[candidate] = this.example;
      found.set(gram.prompt, (found.get(gram.prompt) ?? 0) + 1);
    }
  }

  /** @returns how many distinct n-grams it has. */
  private addPrompt(words: ArrayLike<number>, prompt: number): number {
    if (words.length < LEAST_WORDS) return 0;
    const length = Math.min(GRAM_WORDS, words.length);
    const table = this.byLength.get(length) ?? new Map<number, number[]>();
    this.byLength.set(length, table);
    const hashes = prefixHashes(words);
    let total = 0;
    for (let from = 0; from + length <= words.length; from++) {
      const hash = this.hashOf(hashes, from, length);
      const same = table.get(hash) ?? [];
      const isOld = same.some((other) => {
        const gram = this.grams[other] as Gram;
        return gram.prompt === prompt && isSame(gram, words, from);
      });
      if (isOld) continue;
      same.push(this.grams.length);
      table.set(hash, same);
      this.grams.push({ prompt, words, from, length });
      total++;
    }
    return total;
  }

  private hashOf(hashes: Int32Array, from: number, length: number): number {
    const before = Math.imul(hashes[from] as number, this.powers[length] as number);
    return ((hashes[from + length] as number) - before) | 0;
  }
}

/** Of the first 0, 1, 2, … words: a polynomial modulo 2³², so that any n-gram's hash is a difference. */
function prefixHashes(words: ArrayLike<number>): Int32Array {
  const hashes = new Int32Array(words.length + 1);
  for (let at = 0; at < words.length; at++) {
    hashes[at + 1] = (Math.imul(hashes[at] as number, FACTOR) + (words[at] as number) + 1) | 0;
  }
  return hashes;
}

function isSame({ words, from, length }: Gram, others: ArrayLike<number>, otherFrom: number): boolean {
  for (let at = 0; at < length; at++) if (words[from + at] !== others[otherFrom + at]) return false;
  return true;
}

function hasRun(words: ArrayLike<number>, length: number): boolean {
  let run = 0;
  for (let at = 0; at < words.length; at++) {
    run = (words[at] as number) < 0 ? 0 : run + 1;
    if (run === length) return true;
  }
  return false;
}
