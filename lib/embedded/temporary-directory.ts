import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canHoldCluster } from "@/lib/embedded/postgres";

/** A new directory for a throwaway installation, where the user PostgreSQL runs as may go too. */
export function makeTemporaryDir(name: string): string {
  const parent = [tmpdir(), "/tmp", "/var/tmp"].find(canHoldCluster) ?? tmpdir();
  const dir = mkdtempSync(join(parent, `eucalypt-${name}-`));
  chmodSync(dir, 0o755);
  return dir;
}
