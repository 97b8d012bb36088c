/**
 * Holds every interval and every test to its word on simulated studies whose truth is known: how often a nominal 95%
 * interval holds it, how often a test at 5% raises a false alarm.
 *
 *   npm run bench -- calibration [--repetitions 2000] [--only TEXT]
 *
 * `--only` takes the lines whose estimator, design or estimand has the text in it.
 */
import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Calibrated, type Calibration, calibrate } from "@/lib/stats/testing/calibration";
import { ALL_CALIBRATIONS } from "@/lib/stats/testing/calibrations/all";

const FIRST_SEED = 1;

type Task = { place: number; repetitions: number };

const { values: options } = parseArgs({
  options: {
    repetitions: { type: "string", default: "2000" },
    only: { type: "string", default: "" },
    worker: { type: "boolean", default: false },
  },
});

if (options.worker) work();
else await run(Number(options.repetitions), options.only);

/** One of the processes that count; it ends when its parent has no more for it. */
function work(): void {
  process.on("message", ({ place, repetitions }: Task) => {
    process.send?.(calibrate(ALL_CALIBRATIONS[place] as Calibration, repetitions, FIRST_SEED));
  });
}

async function run(repetitions: number, only: string): Promise<void> {
  if (!Number.isInteger(repetitions) || repetitions < 1) throw new RangeError("--repetitions is a number above 0.");
  const wanted = only.toLowerCase();
  const places = [...ALL_CALIBRATIONS.keys()].filter((place) => describe(place).toLowerCase().includes(wanted));
  if (places.length === 0) throw new RangeError(`No line has "${only}" in it.`);
  const verdicts = await printInOrder(places, repetitions);
  const within = verdicts.filter((isWithin) => isWithin).length;
  console.log(`\n${within} within, ${verdicts.length - within} outside`);
  process.exitCode = within === verdicts.length ? 0 : 1;
}

/** Lines are printed as they are ready, and in the order of the list; what is being counted is told apart from them. */
async function printInOrder(places: number[], repetitions: number): Promise<boolean[]> {
  const results = new Map<number, Calibrated>();
  const verdicts: boolean[] = [];
  const queue = [...places];
  const workers = Array.from({ length: Math.min(availableParallelism(), places.length) }, startWorker);
  const serve = async (worker: ChildProcess) => {
    for (let place = queue.shift(); place !== undefined; place = queue.shift()) {
      const { slow } = ALL_CALIBRATIONS[place] as Calibration;
      results.set(
        place,
        await ask(worker, { place, repetitions: Math.min(repetitions, slow?.repetitions ?? repetitions) }),
      );
      for (
        let next = places[verdicts.length];
        next !== undefined && results.has(next);
        next = places[verdicts.length]
      ) {
        verdicts.push(print(next, results.get(next) as Calibrated));
      }
      process.stderr.write(`${results.size} of ${places.length} done\n`);
    }
  };
  try {
    console.log("estimator | design | estimand | share ± its standard error | wanted | verdict");
    await Promise.all(workers.map(serve));
  } finally {
    for (const worker of workers) worker.kill();
  }
  return verdicts;
}

function startWorker(): ChildProcess {
  return fork(fileURLToPath(import.meta.url), ["--worker"]);
}

function ask(worker: ChildProcess, task: Task): Promise<Calibrated> {
  return new Promise((resolve, reject) => {
    const end = (code: number | null) => reject(new Error(`Counting "${describe(task.place)}" ended with ${code}.`));
    worker.once("exit", end);
    worker.once("message", (result: Calibrated) => {
      worker.off("exit", end);
      resolve(result);
    });
    worker.send(task);
  });
}

function describe(place: number): string {
  const { estimator, design, estimand } = ALL_CALIBRATIONS[place] as Calibration;
  return `${estimator} | ${design} | ${estimand}`;
}

/** @returns whether the share is within what is wanted. */
function print(place: number, { share, standardError, repetitions, refused }: Calibrated): boolean {
  const { kind, wanted, slow } = ALL_CALIBRATIONS[place] as Calibration;
  const counted = refused < repetitions;
  const isWithin = counted && share >= wanted.least && share <= wanted.most;
  const notes = [
    refused > 0 ? `${refused} of ${repetitions} could not be estimated` : "",
    slow && slow.repetitions <= repetitions ? `${repetitions} repetitions: ${slow.because}` : "",
  ].filter((note) => note !== "");
  const figures = `${kind} ${percent(share)} ± ${percent(standardError)} | ${percent(wanted.least)} to ${percent(wanted.most)}`;
  const verdict = isWithin ? "within" : "OUTSIDE";
  console.log([describe(place), figures, verdict, ...notes].join(" | "));
  return isWithin;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
