import { prepare, runTypescript } from "./setup.mjs";

prepare();
runTypescript("bin/write-migration.ts", process.argv.slice(2));
