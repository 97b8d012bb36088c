import { prepare, runTypescript } from "./setup.mjs";

prepare();
runTypescript("bin/eucalypt/main.ts", process.argv.slice(2));
