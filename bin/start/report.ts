/** Tells the operator what happens. Set to 0.1 s, and no colour: it may be read in a log. */
export type Report = {
  say(sentence: string): void;
  /** Runs one step, and prints its name, how long it took, and what came of it. */
  step<T>(name: string, run: () => Promise<T>, outcome?: (result: T) => string): Promise<T>;
  /** Seconds since the report began. */
  elapsed(): string;
};

const NAME_WIDTH = 34;

export function makeReport(print: (line: string) => void, abort: AbortSignal): Report {
  const began = performance.now();
  return {
    say: print,
    elapsed: () => seconds(began),
    async step(name, run, outcome) {
      abort.throwIfAborted();
      const start = performance.now();
      const result = await run();
      abort.throwIfAborted();
      print(`  ${name.padEnd(NAME_WIDTH)} ${seconds(start).padStart(7)}   ${outcome?.(result) ?? ""}`.trimEnd());
      return result;
    },
  };
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
