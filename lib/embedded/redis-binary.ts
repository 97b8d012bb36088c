import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { SetupError } from "@/lib/embedded/setup-error";

const NAMES = ["redis-server", "valkey-server"];

/**
 * The Redis to run: one on the PATH; as root on Debian or Ubuntu, the system's package, installed now.
 *
 * @param say tells the operator before anything is installed.
 * @throws {SetupError} there is none; names the one command that installs it on this system.
 */
export function findRedisBinary(say: (sentence: string) => void): string {
  const found = onPath();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    say("There is no Redis on this machine: installing the system's own with apt-get install redis-server.");
    const installed = aptInstall();
    if (installed) return installed;
  }
  throw new SetupError(`Redis is missing: run "${installCommand()}", or set REDIS_URL.`);
}

/** `NAMES` looked up as a shell would. */
function onPath(): string | null {
  for (const dir of (process.env.PATH ?? "").split(delimiter).filter(Boolean)) {
    for (const name of NAMES) {
      const path = join(dir, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // not here
      }
    }
  }
  return null;
}

function aptInstall(): string | null {
  // RUNLEVEL=1 keeps the package from starting a server of its own
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  const apt = (...args: string[]) => spawnSync("apt-get", args, { env, stdio: "ignore" }).status === 0;
  const install = () => apt("install", "-y", "--no-install-recommends", "redis-server");
  // a fresh image has no package lists
  if (!install() && !(apt("update") && install())) return null;
  return onPath();
}

function installCommand(): string {
  const has = (program: string) => {
    try {
      execFileSync("/bin/sh", ["-c", `command -v ${program}`], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  };
  const sudo = process.getuid?.() === 0 ? "" : "sudo ";
  if (process.platform === "darwin") return "brew install redis";
  if (process.platform === "win32") return "wsl sudo apt-get install -y redis-server";
  if (has("apt-get")) return `${sudo}apt-get install -y redis-server`;
  if (has("dnf")) return `${sudo}dnf install -y valkey`;
  if (has("pacman")) return `${sudo}pacman -S --noconfirm valkey`;
  if (has("apk")) return `${sudo}apk add redis`;
  if (has("zypper")) return `${sudo}zypper install -y redis`;
  return "npx --yes redis-memory-server";
}
