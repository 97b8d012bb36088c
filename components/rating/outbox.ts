import type { LastVote, Op } from "@/components/rating/session-machine";

/** What `localStorage` offers, and all that is used of it. */
export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/**
 * Keeps what is not answered yet, so that it outlives the tab. One entry an op, so that two tabs never overwrite each
 * other; an entry that is gone was seen to by another tab. Where the browser keeps nothing, memory has to do.
 */
export type Outbox = {
  load: () => { ops: Op[]; last: Omit<LastVote, "pair"> | null };
  save: (ops: Op[], last: LastVote | null) => void;
  /** False where another tab has taken it out. */
  has: (key: string) => boolean;
};

export function createOutbox(slug: string, store: Store | null): Outbox {
  const prefix = `rating:${slug}:op:`;
  const lastKey = `rating:${slug}:last`;
  /** By key, as written; only these can be missed. */
  const written = new Map<string, string>();
  let lastWritten: string | null = null;

  return {
    load() {
      const ops: Op[] = [];
      for (const name of listNames(store, prefix)) {
        const text = read(store, name);
        const op = parse<Op>(text);
        if (!op || !text) continue;
        written.set(op.key, text);
        ops.push(op);
      }
      lastWritten = read(store, lastKey);
      return { ops: ops.sort((a, b) => a.at - b.at), last: parse<Omit<LastVote, "pair">>(lastWritten) };
    },

    save(ops, last) {
      const keys = new Set(ops.map(({ key }) => key));
      for (const key of written.keys()) {
        if (keys.has(key)) continue;
        write(store, prefix + key, null);
        written.delete(key);
      }
      for (const op of ops) {
        const text = JSON.stringify(op);
        if (written.get(op.key) === text) continue;
        // what another tab has taken out stays out
        if (written.has(op.key) && read(store, prefix + op.key) === null) continue;
        if (write(store, prefix + op.key, text)) written.set(op.key, text);
      }
      const text = last && JSON.stringify({ ...last, pair: undefined });
      if (text !== lastWritten && write(store, lastKey, text)) lastWritten = text;
    },

    has: (key) => !written.has(key) || read(store, prefix + key) !== null,
  };
}

function listNames(store: Store | null, prefix: string): string[] {
  const names = Array.from({ length: store?.length ?? 0 }, (_, index) => store?.key(index) ?? "");
  return names.filter((name) => name.startsWith(prefix));
}

function parse<T>(text: string | null): T | null {
  try {
    return text ? (JSON.parse(text) as T) : null;
  } catch {
    return null;
  }
}

function read(store: Store | null, name: string): string | null {
  try {
    return store?.getItem(name) ?? null;
  } catch {
    return null;
  }
}

/** @returns whether it was kept: storage may be full, or forbidden. */
function write(store: Store | null, name: string, text: string | null): boolean {
  try {
    if (!store) return false;
    if (text === null) store.removeItem(name);
    else store.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

/** The browser's own, or null where it is forbidden (reading the property alone may throw). */
export function getLocalStore(): Store | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
