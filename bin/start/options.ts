import { parseArgs } from "node:util";
import { SetupError } from "@/lib/embedded/setup-error";

export type StartOptions = { port: number; dataDir: string | null; sample: boolean; help: boolean };

export const HELP = `npm start -- [options]

Starts Eucalypt on this machine: its stores, the web server and a worker. Ctrl-C stops them all.

  --port N         where the web server listens; 0 picks a free port (default 3000)
  --data-dir DIR   where everything is kept (default: EUCALYPT_DATA_DIR, else .eucalypt)
  --no-sample      an empty installation, without the sample study
  --help           this text

DATABASE_URL and REDIS_URL, when set, are used in place of the embedded PostgreSQL and Redis.
NEXTAUTH_URL is the address that people reach it under, when that is not http://localhost:PORT.`;

/** @throws {SetupError} an option is unknown or its value is not one. */
export function parseOptions(args: string[]): StartOptions {
  const values = parse(args);
  return {
    port: toPort(values.port ?? "3000"),
    dataDir: values["data-dir"] ?? null,
    sample: values["no-sample"] !== true,
    help: values.help === true,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: "string" },
        "data-dir": { type: "string" },
        "no-sample": { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new SetupError(`${(error as Error).message.split(". ")[0]}. See "npm start -- --help".`);
  }
}

function toPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new SetupError(`--port ${text} is not a port: give a number from 0 to 65535.`);
}
