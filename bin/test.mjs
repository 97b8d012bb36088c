import { prepare, runTypescript } from "./setup.mjs";

prepare();
runTypescript("bin/test/main.ts", process.argv.slice(2));
