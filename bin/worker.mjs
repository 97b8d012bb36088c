import { prepare, runTypescript } from "./setup.mjs";

prepare();
await runTypescript("bin/worker/main.ts", process.argv.slice(2));
