import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkImports } from "@/bin/test/check-imports";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "eucalypt-imports-"));
  write("tsconfig.json", JSON.stringify({ compilerOptions: { module: "esnext", paths: { "@/*": ["./*"] } } }));
  for (let index = 0; index < 20; index++) write(`lib/stats/filler-${index}.ts`, "export const value = 1;");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** A file of `from` that imports one of `to`. */
function link(from: string, to: string, kind = "import"): void {
  write(to, "export type T = 1; export const t = 1;");
  write(
    from,
    `${kind} { ${kind === "import" ? "t" : "T"} } from "@/${to.replace(/\.tsx?$/, "")}"; export const u = 1;`,
  );
}

test("what the layout allows passes", { timeout: 60_000 }, async () => {
  link("lib/votes/commands.ts", "lib/prompts/queries.ts");
  link("lib/results/tally.ts", "lib/stats/filler-1.ts");
  link("lib/prompts/commands.ts", "lib/db/pool.ts");
  link("components/results/bars.tsx", "lib/results/schema.ts");
  link("app/page.tsx", "components/ui/button.tsx");
  link("bin/start/seed-database.ts", "prisma/seed.ts");
  link("lib/prompts/queries.integration.test.ts", "lib/votes/schema.ts");
  expect(await checkImports(root, ["app", "bin", "components", "lib", "prisma"])).toEqual({ code: 0, output: "" });
});

test("each planted violation is found, also where only a type is imported", { timeout: 60_000 }, async () => {
  link("lib/prompts/commands.ts", "lib/votes/later.ts");
  link("lib/stats/mean.ts", "lib/db/pool.ts");
  link("lib/formats/csv.ts", "lib/prompts/schema.ts", "import type");
  link("lib/auth/session.ts", "lib/studies/queries.ts");
  link("lib/models/queries.ts", "components/ui/badge.tsx");
  link("components/results/bars.tsx", "lib/results/queries.ts", "import type");
  link("app/page.tsx", "bin/start/main.ts");
  link("bin/worker/main.ts", "prisma/seed.ts");
  link("lib/exports/circle.ts", "lib/exports/other.ts");
  write("lib/exports/other.ts", 'import { u } from "@/lib/exports/circle"; export const t = u;');
  write("lib/crowd/lost.ts", 'import { u } from "@/lib/crowd/nowhere"; export const t = u;');
  const { code, output } = await checkImports(root, ["app", "bin", "components", "lib", "prisma"]);
  expect(code).toBe(1);
  expect(output.match(/^[a-z-]+(?=:)/gm)?.sort()).toEqual([
    "app-imports-components-and-lib",
    "bin-imports-lib",
    "components-import-stats-and-schemas",
    "formats-imports-nothing-of-the-project",
    "ground-imports-no-stage",
    "lib-imports-only-lib",
    "no-circles",
    "no-unresolved-imports",
    "prompts-imports-no-later-stage",
    "stats-imports-nothing-of-the-project",
  ]);
});

test("a check that sees next to nothing fails", { timeout: 60_000 }, async () => {
  rmSync(join(root, "lib/stats"), { recursive: true });
  link("lib/votes/commands.ts", "lib/prompts/queries.ts");
  expect((await checkImports(root, ["lib"])).output).toMatch(/Only 2 modules/);
});
