import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fail, prepare, ROOT, runTypescript } from "./setup.mjs";

const [name, ...args] = process.argv.slice(2);
const folder = join(ROOT, "bench");
const known = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => file.slice(0, -3));

if (!name || !known.includes(name)) {
  const list = known.length > 0 ? known.map((bench) => `  npm run bench -- ${bench}`).join("\n") : "  none yet";
  fail(`${name ? `There is no bench "${name}".` : "Which bench?"} There are:\n${list}`);
}
prepare();
await runTypescript(`bench/${name}.ts`, args);
