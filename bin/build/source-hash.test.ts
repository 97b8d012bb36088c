import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashSources } from "@/bin/build/source-hash";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "eucalypt-hash-"));
  write("app/page.tsx", "one");
  write("package-lock.json", "{}");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

test.each(["app/page.tsx", "lib/votes/policy.ts", "public/logo.svg", "proxy.ts", "package-lock.json"])(
  "a change of %s makes another build",
  (path) => {
    const before = hashSources(root);
    write(path, "two");
    expect(hashSources(root)).not.toBe(before);
  },
);

test.each(["README.md", "bin/start/main.ts", "lib/votes/policy.test.ts", "lib/db/generated/client.ts"])(
  "a change of %s does not",
  (path) => {
    const before = hashSources(root);
    write(path, "two");
    expect(hashSources(root)).toBe(before);
  },
);

test("text that moves from one file to the next is another source", () => {
  write("app/a.ts", "xy");
  write("app/b.ts", "z");
  const before = hashSources(root);
  write("app/a.ts", "x");
  write("app/b.ts", "yz");
  expect(hashSources(root)).not.toBe(before);
});
