import { prepare, runTypescript } from "./setup.mjs";

prepare();
await runTypescript("bin/write-migration.ts", process.argv.slice(2));
