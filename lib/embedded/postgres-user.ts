import { execFileSync, spawnSync } from "node:child_process";
import { SetupError } from "@/lib/embedded/setup-error";

const USER = "postgres";

export type SystemUser = { uid: number; gid: number };

/**
 * Whom PostgreSQL runs as. It refuses to run as root, so root gets the user "postgres", made when missing.
 *
 * @returns null when this process is not root: then PostgreSQL runs as whoever started us.
 */
export function ensurePostgresUser(): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const known = findUser();
  if (known) return known;
  spawnSync("groupadd", ["--system", USER]);
  spawnSync("useradd", ["--system", "--gid", USER, "--no-create-home", "--shell", "/bin/false", USER]);
  const made = findUser();
  if (made) return made;
  throw new SetupError(
    `PostgreSQL does not run as root and no user "${USER}" could be made: run "useradd --system ${USER}", or start as an ordinary user.`,
  );
}

/** True when that user may enter the directory, whatever the modes and lists on the way to it say: it is tried. */
export function canEnter(user: SystemUser | null, dir: string): boolean {
  if (user === null) return true;
  return spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", dir], user).status === 0;
}

function findUser(): SystemUser | null {
  try {
    const idOf = (flag: string) => Number(execFileSync("id", [flag, USER], { stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: idOf("-u"), gid: idOf("-g") };
  } catch {
    return null;
  }
}
