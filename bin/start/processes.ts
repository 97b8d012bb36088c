import { join } from "node:path";
import { nextCommand, ROOT } from "@/bin/build/production-build";
import { programArgs } from "@/bin/build/program-args";
import type { ProcessSpec } from "@/bin/start/supervise";

export type Installation = {
  databaseUrl: string;
  redisUrl: string;
  nextauthSecret: string;
  serverActionsKey: string;
  dataDir: string;
};

/** One web server. `publicUrl` is the address that people reach it under. */
export function webProcess(of: Installation, distDir: string, port: number, publicUrl: string): ProcessSpec {
  return {
    name: "web",
    args: nextCommand("start", "--port", String(port)),
    cwd: ROOT,
    env: {
      ...environmentOf(of),
      PORT: String(port),
      NEXTAUTH_URL: publicUrl,
      EUCALYPT_DIST_DIR: distDir,
    },
    logPath: join(of.dataDir, "logs", "web.log"),
  };
}

export function workerProcess(of: Installation, publicUrl: string): ProcessSpec {
  return {
    name: "worker",
    args: programArgs("worker"),
    cwd: ROOT,
    env: { ...environmentOf(of), NEXTAUTH_URL: publicUrl },
    logPath: join(of.dataDir, "logs", "worker.log"),
  };
}

/** What every process of an installation must agree on. */
export function environmentOf(of: Installation): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: of.databaseUrl,
    REDIS_URL: of.redisUrl,
    NEXTAUTH_SECRET: of.nextauthSecret,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: of.serverActionsKey,
    EUCALYPT_DATA_DIR: of.dataDir,
  };
}
