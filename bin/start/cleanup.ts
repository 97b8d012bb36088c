import { type Guarded, startWatchdog } from "@/lib/embedded/watchdog";

type Running = {
  stop(): Promise<void>;
  /** Its processes now; a restarted one has another id. */
  guarded(): Guarded[];
};

export type Cleanup = {
  add(running: Running): void;
  /** To be called when a process was replaced. */
  refresh(): void;
  /** Stops what was added, the last first: PostgreSQL, added first, goes last. */
  run(): Promise<void>;
};

/** What runs, and how it ends: in order when asked, and by the watchdog when this process is killed. */
export function makeCleanup(): Cleanup {
  const watchdog = startWatchdog();
  const running: Running[] = [];
  const refresh = () => watchdog.guard([...running].reverse().flatMap((one) => one.guarded()));
  return {
    refresh,
    add(one) {
      running.push(one);
      refresh();
    },
    async run() {
      for (let one = running.pop(); one; one = running.pop()) await one.stop();
      watchdog.release();
    },
  };
}
