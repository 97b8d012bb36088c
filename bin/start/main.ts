import { join } from "node:path";
import { buildDirOf, claimBuild, ensureBuild, hasBuild } from "@/bin/build/production-build";
import { type Cleanup, makeCleanup } from "@/bin/start/cleanup";
import { lockDataDir, openDataDir } from "@/bin/start/data-dir";
import { openStores } from "@/bin/start/open-stores";
import { HELP, parseOptions, type StartOptions } from "@/bin/start/options";
import { choosePort } from "@/bin/start/port";
import { environmentOf, type Installation } from "@/bin/start/processes";
import { makeReport, type Report } from "@/bin/start/report";
import { readOrMakeSecrets } from "@/bin/start/secrets";
import { startProcesses } from "@/bin/start/start-processes";
import { formatWelcome } from "@/bin/start/welcome";
import { applyMigrations } from "@/lib/db/migrate";
import { writeRuntime } from "@/lib/embedded/runtime";
import { SetupError } from "@/lib/embedded/setup-error";
import { getDataDir } from "@/lib/env";

/** Ctrl-C, a signal, or the end of the process that started us. */
class Stopped extends Error {}

await main();

async function main(): Promise<void> {
  const abort = new AbortController();
  stopOnSignals(abort);
  const report = makeReport(console.log, abort.signal);
  const cleanup = makeCleanup();
  let exitCode = 0;
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options.help) report.say(HELP);
    else await start(options, report, cleanup, abort.signal);
  } catch (error) {
    if (!(error instanceof Stopped)) exitCode = 1;
    if (error instanceof SetupError) console.error(`\n${error.message}`);
    else if (exitCode === 1) console.error(error);
  }
  await cleanup.run();
  process.exit(exitCode);
}

/** Returns only by throwing: `Stopped` when asked to stop. */
async function start(options: StartOptions, report: Report, cleanup: Cleanup, abort: AbortSignal): Promise<void> {
  if (options.dataDir) process.env.EUCALYPT_DATA_DIR = options.dataDir;
  const isOwnChoice = Boolean(process.env.EUCALYPT_DATA_DIR);
  const dataDir = openDataDir(getDataDir());
  const lock = lockDataDir(dataDir);
  cleanup.add({ stop: async () => lock.release(), guarded: () => [] });
  const port = await choosePort(options.port, lock.tookOver);
  const publicUrl = process.env.NEXTAUTH_URL || `http://localhost:${port}`;

  report.say(`Starting Eucalypt on port ${port}, with its data in ${dataDir}`);
  const { secrets, before } = readOrMakeSecrets(dataDir, isOwnChoice);
  const stores = await openStores({ dataDir, secrets, before, report, cleanup });
  writeRuntime(dataDir, { ...secrets, ...stores, port });
  const installation: Installation = { ...secrets, ...stores, dataDir };
  Object.assign(process.env, environmentOf(installation), { NEXTAUTH_URL: publicUrl });

  await report.step("Apply migrations", () => applyMigrations(stores.databaseUrl), describeMigrations);
  const seeded = await report.step("Seed what is missing", async () => {
    // loads half of the platform, which a refusal should not wait for
    const { seedDatabase } = await import("@/bin/start/seed-database");
    return seedDatabase(options.sample);
  });
  const isNew = !hasBuild(buildDirOf("start"));
  if (isNew) report.say("  Building the web application; this takes a minute, and only when its sources changed.");
  const distDir = await report.step(
    "Build",
    () => ensureBuild("start", abort),
    (dir) => `${isNew ? "" : "kept "}${dir}`,
  );
  claimBuild(distDir);
  await report.step("Start web and worker", () =>
    startProcesses({ installation, distDir, port, publicUrl, report, cleanup, abort }),
  );

  const welcome = { ...seeded, url: publicUrl, logsDir: join(dataDir, "logs"), elapsed: report.elapsed() };
  report.say(formatWelcome(welcome));
  await new Promise((_, reject) => abort.addEventListener("abort", () => reject(abort.reason), { once: true }));
}

function stopOnSignals(abort: AbortController): void {
  const stop = () => {
    if (abort.signal.aborted) return;
    console.log("\nStopping.");
    abort.abort(new Stopped());
  };
  // the terminal and npm may each send the same one: only the first counts
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  process.on("disconnect", stop);
  // a closed terminal must not turn our last words into a crash
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}

function describeMigrations(applied: string[]): string {
  return applied.length === 0 ? "none to apply" : applied.join(", ");
}
