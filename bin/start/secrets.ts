import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { canHoldCluster } from "@/lib/embedded/postgres";
import { type Runtime, readRuntime } from "@/lib/embedded/runtime";
import { SetupError } from "@/lib/embedded/setup-error";
import { newPassword } from "@/lib/embedded/stores";

export type Secrets = Pick<
  Runtime,
  "nextauthSecret" | "serverActionsKey" | "databasePassword" | "redisPassword" | "postgresDir"
>;

const SYSTEM_DIR = "/var/lib/eucalypt";

/** What the installation must keep over restarts: made at its first start, read at every other. */
export function readOrMakeSecrets(dataDir: string, isOwnChoice: boolean): { secrets: Secrets; before: Runtime | null } {
  const before = readBefore(dataDir);
  if (before) return { secrets: before, before };
  const secrets = {
    nextauthSecret: randomBytes(32).toString("base64url"),
    serverActionsKey: randomBytes(32).toString("base64"),
    databasePassword: newPassword(),
    redisPassword: newPassword(),
    postgresDir: choosePostgresDir(dataDir, isOwnChoice),
  };
  return { secrets, before: null };
}

/**
 * Undefined: in the data directory. Where that lies in a closed place, such as a checkout in root's home, and the
 * operator did not choose it, the system's own place for such things.
 */
function choosePostgresDir(dataDir: string, isOwnChoice: boolean): string | undefined {
  if (isOwnChoice || canHoldCluster(dataDir)) return undefined;
  const parent = join(SYSTEM_DIR, randomBytes(4).toString("hex"));
  mkdirSync(parent, { recursive: true, mode: 0o755 });
  return join(parent, "postgres");
}

function readBefore(dataDir: string): Runtime | null {
  try {
    return readRuntime(dataDir);
  } catch (error) {
    throw new SetupError((error as Error).message);
  }
}
