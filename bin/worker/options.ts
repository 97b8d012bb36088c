import { parseArgs } from "node:util";
import { SetupError } from "@/lib/embedded/setup-error";

export const HELP = `npm run worker -- [options]

Runs a worker beside those that npm start began, on this machine or another.

  --concurrency N   requests in flight from this process to one endpoint, at most (default 32);
                    the limits of a model's endpoint hold over all workers together
  --data-dir DIR    where npm start wrote its addresses, when DATABASE_URL and REDIS_URL are not set
  --help            this text`;

export type WorkerOptions = { concurrency: number; dataDir: string | null; help: boolean };

/** @throws {SetupError} an option is unknown or its value is not one. */
export function parseWorkerOptions(args: string[]): WorkerOptions {
  const values = parse(args);
  const concurrency = Number(values.concurrency ?? "32");
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new SetupError(`--concurrency ${values.concurrency} is not a number of requests: give 1 or more.`);
  }
  return { concurrency, dataDir: values["data-dir"] ?? null, help: values.help === true };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        concurrency: { type: "string" },
        "data-dir": { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new SetupError(`${(error as Error).message.split(". ")[0]}. See "npm run worker -- --help".`);
  }
}
