import { prepare, runTypescript } from "./setup.mjs";

prepare();
await runTypescript("bin/start/main.ts", process.argv.slice(2));
