import { execFile } from "node:child_process";
import { ROOT } from "@/bin/build/production-build";
import { programArgs } from "@/bin/build/program-args";

export type Ended = { code: number; stdout: string; stderr: string };

/** Runs one command as `npm run eucalypt` does, with nobody at a terminal. A failure is a code, and not an error. */
export function runCommand(args: string[], env: Record<string, string | undefined> = {}): Promise<Ended> {
  const options = { cwd: ROOT, env: { ...process.env, ...env } };
  return new Promise((resolve) => {
    execFile(process.execPath, [...programArgs("eucalypt"), ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}
