import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

// plain JavaScript: it runs before anything can read TypeScript
const { compilePrograms } = (await import(new URL("compile-programs.mjs", import.meta.url).href)) as {
  compilePrograms: (root: string) => Promise<string | null>;
};

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "eucalypt-programs-"));
  write("tsconfig.json", '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }');
  write("package.json", '{ "type": "module" }');
  write("prisma/word.ts", 'export const word: string = "one";');
  write("bin/eucalypt/main.ts", 'import { word } from "@/prisma/word"; console.log(word);');
  for (const path of ["bin/worker/main.ts", "bin/start/main.ts", "lib/results/thread/answer.ts"]) write(path, "");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** As of a minute ago: what is saved while programs are compiled is another matter. */
function write(path: string, content: string, secondsAgo = 60): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  const at = Date.now() / 1000 - secondsAgo;
  utimesSync(join(root, path), at, at);
}

const run = (folder: string | null) =>
  execFileSync(process.execPath, [join(folder ?? "", "eucalypt.js")], { encoding: "utf8" }).trim();

test("a program is compiled once, and again when a file that went into it was saved, wherever that lies", async () => {
  const first = await compilePrograms(root);
  expect(run(first)).toBe("one");
  expect(await compilePrograms(root)).toBe(first);
  write("prisma/word.ts", 'export const word: string = "two";', 30);
  const second = await compilePrograms(root);
  expect(run(second)).toBe("two");
});

test("a folder that a living process runs from stays, and goes when nobody does", async () => {
  const first = await compilePrograms(root);
  write("prisma/word.ts", 'export const word = "two";', 30);
  await compilePrograms(root);
  expect(existsSync(first ?? "")).toBe(true);
  rmSync(join(first ?? "", "users", String(process.pid)));
  write("prisma/word.ts", 'export const word = "three";', 20);
  expect(run(await compilePrograms(root))).toBe("three");
  expect(existsSync(first ?? "")).toBe(false);
});

test("sources that do not compile are left to whoever runs them", async () => {
  write("bin/eucalypt/main.ts", "const = ;");
  expect(await compilePrograms(root)).toBeNull();
});
