import { prepare, runTypescript } from "./setup.mjs";

prepare();
await runTypescript("bin/test/main.ts", process.argv.slice(2));
