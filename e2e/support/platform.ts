import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { programArgs } from "@/bin/build/program-args";

/** Where the platform under test is, and how to get in. */
export type Platform = {
  webUrl: string;
  secondWebUrl: string;
  secondWebPid: number;
  /** A third web process, whose demo has no moderation. */
  unmoderatedUrl: string;
  databaseUrl: string;
  redisUrl: string;
  nextauthSecret: string;
  ownerEmail: string;
  ownerPassword: string;
  metricsToken: string;
  /** Of the sample study: /rate/… */
  samplePath: string;
};

/** What the platform's moderation service takes offence at. */
export const FLAGGED_WORD = "malapropos";

function read(): Platform {
  const path = process.env.EUCALYPT_E2E_STATE;
  if (!path) throw new Error("Run the e2e tests with `npm test -- e2e`: it starts the platform that they need.");
  return JSON.parse(readFileSync(path, "utf8"));
}

async function cli(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const { databaseUrl, redisUrl, nextauthSecret } = read();
  return promisify(execFile)(process.execPath, [...programArgs("eucalypt"), ...args], {
    maxBuffer: 64 * 1024 * 1024,
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      NEXTAUTH_SECRET: nextauthSecret,
      EUCALYPT_MODEL_HOSTS: "127.0.0.1",
    },
  });
}

/** The supervisor starts it again, as `npm start` would. */
async function killSecondWeb(): Promise<void> {
  process.kill(read().secondWebPid, "SIGKILL");
}

async function secondWebIsBack(): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    const health = await fetch(`${read().secondWebUrl}/api/health`).catch(() => null);
    if (health?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("The second web process did not come back.");
}

/** Read anew each time: process ids change. */
export const platform = {
  get webUrl() {
    return read().webUrl;
  },
  get secondWebUrl() {
    return read().secondWebUrl;
  },
  get unmoderatedUrl() {
    return read().unmoderatedUrl;
  },
  get databaseUrl() {
    return read().databaseUrl;
  },
  get redisUrl() {
    return read().redisUrl;
  },
  get owner() {
    const { ownerEmail, ownerPassword } = read();
    return { email: ownerEmail, password: ownerPassword };
  },
  get metricsToken() {
    return read().metricsToken;
  },
  get samplePath() {
    return read().samplePath;
  },
  cli,
  killSecondWeb,
  secondWebIsBack,
};
