import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { programArgs } from "@/bin/build/program-args";

export type Exported = { seconds: number; bytes: number; rows: number; megabytes: number };

/** `npm run eucalypt -- export STUDY` into a pipe, as somebody runs it; its memory at the most, start and all. */
export async function exportOnce(study: string, format: string, dir: string): Promise<Exported> {
  const told = join(dir, "memory");
  const preload = new URL("tell-memory.mjs", import.meta.url).href;
  const [options, program] = [["--import", preload], programArgs("eucalypt")];
  const begun = performance.now();
  const child = spawn(process.execPath, [...options, ...program, "export", study, "--format", format, "--out", "-"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, BENCH_MEMORY_FILE: told },
  });
  let bytes = 0;
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (bytes += chunk.length));
  child.stderr.on("data", (chunk: Buffer) => (said += chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  const seconds = (performance.now() - begun) / 1000;
  if (code !== 0) throw new Error(`The export ended with ${code}: ${said}`);
  const rows = Number(/: (\d+) rows from/.exec(said)?.[1] ?? Number.NaN);
  return { seconds, bytes, rows, megabytes: Number(readFileSync(told, "utf8")) / 1000 };
}
