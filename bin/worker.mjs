import { prepare, runTypescript } from "./setup.mjs";

prepare();
runTypescript("bin/worker/main.ts", process.argv.slice(2));
