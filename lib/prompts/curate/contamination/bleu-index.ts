import { mostBleu, neededCount, neededOrder, possibleLengths } from "./bleu-bounds";
import { GramTree, ROOT } from "./gram-tree";
import { bleuOfCounts, ORDERS, type SharedCounts } from "./sentence-bleu";

/** A prompt's n-grams: which of the tree's nodes, how often, by order. */
type Grams = {
  nodes: Int32Array;
  counts: Int32Array /** Where order 1, 2, 3, 4 begin, and the end. */;
  starts: number[];
};
type Entry = Grams & { length: number; order: number; least: number; shortest: number; longest: number };
type Posting = { prompts: number[]; counts: number[] };

const NOTHING: Posting = { prompts: [], counts: [] };

/**
 * BLEU of many prompts against one example after another, exactly, for the pairs that can pass a threshold at all: those
 * of fitting lengths that share enough n-grams of the order that each prompt needs.
 *
 * Memory: the prompts' n-grams. Cost of an example: its tokens, and what it shares with prompts.
 */
export class BleuIndex {
  private readonly tree = new GramTree();
  private readonly entries: Entry[];
  private readonly postings: (Posting | undefined)[] = [];
  /** Of the present example, by node and by prompt; zero between two. */
  private readonly seen: Int32Array;
  private readonly shared: Int32Array;

  /**
   * @param prompts each one's tokens as whole numbers from 0.
   * @param threshold 0 to 100; BLEU above it is reported.
   */
  constructor(
    prompts: ArrayLike<number>[],
    private readonly threshold: number,
  ) {
    this.entries = prompts.map((tokens) => this.toEntry(tokens));
    for (const [prompt, entry] of this.entries.entries()) this.post(prompt, entry);
    this.seen = new Int32Array(this.tree.size);
    this.shared = new Int32Array(prompts.length);
  }

  /**
   * @param tokens the example's, numbered as the prompts' are; −1: no prompt has it.
   * @param report called for each prompt whose BLEU is above the threshold.
   */
  compare(tokens: ArrayLike<number>, report: (prompt: number, bleu: number) => void): void {
    const nodes = this.walk(tokens);
    const touched: number[] = [];
    for (const node of nodes) {
      const { prompts, counts } = this.postings[node] ?? NOTHING;
      for (let at = 0; at < prompts.length; at++) {
        const prompt = prompts[at] as number;
        const { shortest, longest } = this.entries[prompt] as Entry;
        if (tokens.length < shortest || tokens.length > longest) continue;
        if (this.shared[prompt] === 0) touched.push(prompt);
        (this.shared[prompt] as number) += Math.min(counts[at] as number, this.seen[node] as number);
      }
    }
    for (const prompt of touched) {
      const { order, length, least } = this.entries[prompt] as Entry;
      const shared = this.shared[prompt] as number;
      this.shared[prompt] = 0;
      if (shared < least || mostBleu(order, shared, length, tokens.length) <= this.threshold) continue;
      const bleu = this.exactBleu(prompt, tokens.length);
      if (bleu > this.threshold) report(prompt, bleu);
    }
    for (const node of nodes) this.seen[node] = 0;
  }

  /** Counts the example's n-grams that any prompt has. @returns their nodes. */
  private walk(tokens: ArrayLike<number>): number[] {
    const nodes: number[] = [];
    for (let first = 0; first < tokens.length; first++) {
      let node = ROOT;
      for (let at = first; at < first + ORDERS && at < tokens.length; at++) {
        const token = tokens[at] as number;
        node = token < 0 ? -1 : this.tree.find(node, token);
        if (node < 0) break;
        if (this.seen[node] === 0) nodes.push(node);
        (this.seen[node] as number)++;
      }
    }
    return nodes;
  }

  private exactBleu(prompt: number, exampleLength: number): number {
    const { nodes, counts, starts, length } = this.entries[prompt] as Entry;
    const shared: SharedCounts = [0, 0, 0, 0];
    for (let order = 0; order < ORDERS; order++) {
      const end = starts[order + 1] as number;
      for (let at = starts[order] as number; at < end; at++) {
        (shared[order] as number) += Math.min(counts[at] as number, this.seen[nodes[at] as number] as number);
      }
    }
    return bleuOfCounts(shared, length, exampleLength);
  }

  private toEntry(tokens: ArrayLike<number>): Entry {
    const byOrder = Array.from({ length: ORDERS }, () => new Map<number, number>());
    for (let first = 0; first < tokens.length; first++) {
      let node = ROOT;
      for (let order = 0; order < ORDERS && first + order < tokens.length; order++) {
        node = this.tree.add(node, tokens[first + order] as number);
        const counts = byOrder[order] as Map<number, number>;
        counts.set(node, (counts.get(node) ?? 0) + 1);
      }
    }
    const starts = [0];
    for (const counts of byOrder) starts.push((starts.at(-1) as number) + counts.size);
    const nodes = Int32Array.from(byOrder.flatMap((counts) => [...counts.keys()]));
    const counts = Int32Array.from(byOrder.flatMap((each) => [...each.values()]));
    const order = neededOrder(tokens.length, this.threshold);
    const { shortest, longest } = possibleLengths(tokens.length, this.threshold);
    const least = neededCount(order, tokens.length, this.threshold);
    return { nodes, counts, starts, length: tokens.length, order, least, shortest, longest };
  }

  private post(prompt: number, { nodes, counts, starts, order, length }: Entry): void {
    if (length === 0) return;
    for (let at = starts[order - 1] as number; at < (starts[order] as number); at++) {
      const node = nodes[at] as number;
      const posting = this.postings[node] ?? { prompts: [], counts: [] };
      this.postings[node] = posting;
      posting.prompts.push(prompt);
      posting.counts.push(counts[at] as number);
    }
  }
}
