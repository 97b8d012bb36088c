import { prepare, runTypescript } from "./setup.mjs";

prepare();
runTypescript("bin/start/main.ts", process.argv.slice(2));
