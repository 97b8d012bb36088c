const ABSENT = -1;
/** Where every n-gram begins. */
export const ROOT = 0;

/**
 * N-grams of whole-number tokens as a tree: a node is an n-gram, its child the n-gram with one more token. One flat hash
 * table by (node, token), because an example of a corpus asks it several times for each of its tokens.
 */
export class GramTree {
  /** How many nodes there are, the root among them; nodes are 0, 1, 2, … */
  size = 1;
  private capacity = 1 << 10;
  private parents = new Int32Array(this.capacity).fill(ABSENT);
  private tokens = new Int32Array(this.capacity);
  private nodes = new Int32Array(this.capacity);

  /** @returns the child, or −1. */
  find(parent: number, token: number): number {
    const slot = this.slotOf(parent, token);
    return this.parents[slot] === ABSENT ? ABSENT : (this.nodes[slot] as number);
  }

  /** The child, made where there is none. */
  add(parent: number, token: number): number {
    const slot = this.slotOf(parent, token);
    if (this.parents[slot] !== ABSENT) return this.nodes[slot] as number;
    const node = this.size++;
    this.put(slot, parent, token, node);
    if (this.size * 2 > this.capacity) this.grow();
    return node;
  }

  private slotOf(parent: number, token: number): number {
    let hash = Math.imul(parent, 0x9e3779b1) ^ Math.imul(token, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    const mask = this.capacity - 1;
    let slot = (hash ^ (hash >>> 13)) & mask;
    while (this.parents[slot] !== ABSENT && (this.parents[slot] !== parent || this.tokens[slot] !== token)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private put(slot: number, parent: number, token: number, node: number): void {
    this.parents[slot] = parent;
    this.tokens[slot] = token;
    this.nodes[slot] = node;
  }

  private grow(): void {
    const { parents, tokens, nodes } = this;
    this.capacity *= 2;
    this.parents = new Int32Array(this.capacity).fill(ABSENT);
    this.tokens = new Int32Array(this.capacity);
    this.nodes = new Int32Array(this.capacity);
    for (let old = 0; old < parents.length; old++) {
      const parent = parents[old] as number;
      if (parent === ABSENT) continue;
      const token = tokens[old] as number;
      this.put(this.slotOf(parent, token), parent, token, nodes[old] as number);
    }
  }
}
