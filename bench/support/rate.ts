/** How often something was done, and how long it took. */
export type Measured = { count: number; seconds: number; latenciesMs: number[] };

/** Runs `step` in as many loops at once as there are workers, until the time is up. */
export async function measure<T>(workers: T[], seconds: number, step: (worker: T) => Promise<void>): Promise<Measured> {
  const latenciesMs: number[] = [];
  const begin = performance.now();
  const end = begin + seconds * 1000;
  await Promise.all(
    workers.map(async (worker) => {
      while (performance.now() < end) {
        const before = performance.now();
        await step(worker);
        latenciesMs.push(performance.now() - before);
      }
    }),
  );
  return { count: latenciesMs.length, seconds: (performance.now() - begin) / 1000, latenciesMs };
}

export function merge(parts: Measured[]): Measured {
  return {
    count: parts.reduce((sum, part) => sum + part.count, 0),
    seconds: parts.reduce((sum, part) => sum + part.seconds, 0),
    latenciesMs: parts.flatMap((part) => part.latenciesMs),
  };
}

export function perSecond({ count, seconds }: Measured): number {
  return count / seconds;
}

/** @param share 0.5 for the median. */
export function quantileMs({ latenciesMs }: Measured, share: number): number {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
