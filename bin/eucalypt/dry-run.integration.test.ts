import { expect, test, vi } from "vitest";
import { type Ended, runCommand } from "@/bin/eucalypt/testing/run-command";
import { openSessionStudy } from "@/lib/crowd/testing/open-session-study";
import { withTestDatabase } from "@/lib/embedded/test-database";

vi.setConfig({ testTimeout: 180_000 });

withTestDatabase();

function run(...args: string[]): Promise<Ended> {
  return runCommand(["study", ...args]);
}

test("a draft is made with its rules, run dry, and the dry run is removed", async () => {
  const { name } = await openSessionStudy();
  const { stdout: shown } = await run("show", name);
  const [, set = ""] = shown.match(/prompt sets +(\S+)/) ?? [];
  const [, models = ""] = shown.match(/ models +(.+)/) ?? [];
  const parts = ["--set", set, "--models", models, "--reference", models.split(", ")[0] ?? ""];
  const rules = [
    "--assignment",
    "active",
    "--floor",
    "0.5",
    "--minutes-per-rater",
    "45",
    "--votes-per-comparison",
    "8",
  ];
  const made = await run("create", "planned", "--template", "koala-2023", ...parts, ...rules, "--stop-raters", "5");
  expect(made).toMatchObject({ code: 0, stderr: "" });
  const planned = (await run("show", "planned")).stdout;
  for (const line of ["active, floor 0.5", "5 raters done", "at most 45 minutes"]) expect(planned).toContain(line);

  const { code, stdout, stderr } = await run("dry-run", "planned", "--raters", "6", "--seed", "2");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("planned (dry run 1): simulated raters, nobody real.");
  expect(stdout).toContain("A − B, points");
  expect(stdout).toContain("5 of 6 simulated raters");
  expect(stdout).toContain("Closed by its stopping rule: 5 raters were done");
  expect(stdout).toContain("The study does not pay its raters.");
  expect(stdout).toContain(`export "planned (dry run 1)" --out`);
  expect((await run("list")).stdout).toMatch(/planned \(dry run 1\) +closed, simulated/);

  expect((await run("delete-dry-run", "planned")).stderr).toContain("is no dry run");
  expect((await run("delete-dry-run", "planned (dry run 1)")).stdout).toContain("is gone");
  expect((await run("list")).stdout).not.toContain("dry run 1");
});
