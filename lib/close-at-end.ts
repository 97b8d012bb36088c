const open: (() => Promise<void>)[] = [];

/** Asks that something be closed before the process ends. Whoever opens it asks, so that ending loads nothing. */
export function closeAtEnd(close: () => Promise<void>): void {
  open.push(close);
}

/** Closes what is open, the last first: it may rest on what came before. */
export async function closeEverything(): Promise<void> {
  for (let close = open.pop(); close; close = open.pop()) await close();
}
