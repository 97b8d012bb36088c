import { prepare, runTypescript } from "./setup.mjs";

prepare();
await runTypescript("bin/eucalypt/main.ts", process.argv.slice(2));
