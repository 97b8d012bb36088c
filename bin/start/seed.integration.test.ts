import { expect, test } from "vitest";
import { OPERATOR } from "@/lib/auth/actor";
import { verifyPassword } from "@/lib/auth/password";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { closeStudy } from "@/lib/studies/commands/close-study";
import { getRatingStudy } from "@/lib/studies/queries/rating-study";
import { seed } from "@/prisma/seed";

withTestDatabase();

test("without the sample, an installation begins with an owner who can sign in, and nothing to rate", async () => {
  const { ownerEmail, ownerPassword, ratePath } = await seed({ sample: false });
  expect(ratePath).toBeNull();
  const account = await getPrisma().account.findUniqueOrThrow({ where: { email: ownerEmail } });
  expect(account.role).toBe("owner");
  expect(await verifyPassword(account.passwordHash, ownerPassword ?? "")).toBe(true);
});

test("with it there is a sample study to rate, said to be one, and seeding again changes nothing", async () => {
  const first = await seed({ sample: true });
  expect(first).toMatchObject({ ownerPassword: null, ratePath: expect.stringMatching(/^\/rate\/\w{12}$/) });
  const study = await getRatingStudy(first.ratePath?.split("/").at(-1) ?? "");
  expect(study).toMatchObject({ isSample: true, status: "open", title: "Comparing two responses" });

  const before = await countAll();
  expect(before).toMatchObject({
    prompts: 12,
    responses: 36,
    comparisons: 24,
    prompt_sets: 1,
    studies: 1,
    accounts: 1,
  });
  expect(await seed({ sample: true })).toEqual(first);
  expect(await countAll()).toEqual(before);
});

test("nothing that a rater's page shows of it names a writer", async () => {
  const { slug } = await getPrisma().study.findFirstOrThrow();
  expect(JSON.stringify(await getRatingStudy(slug))).not.toMatch(/writer-|sample study/i);
  const { rows } = await getPool().query("SELECT count(*)::int AS leaking FROM responses WHERE leaks <> '[]'");
  expect(rows).toEqual([{ leaking: 0 }]);
});

test("a sample study that was closed is left as it is", async () => {
  await closeStudy(OPERATOR, "Sample study");
  expect(await seed({ sample: true })).toMatchObject({ ratePath: null });
});

async function countAll(): Promise<Record<string, number>> {
  const tables = [
    "accounts",
    "prompt_sets",
    "prompts",
    "models",
    "responses",
    "studies",
    "comparisons",
    "audit_events",
  ];
  const counts = await Promise.all(tables.map((table) => getPool().query(`SELECT count(*)::int AS n FROM ${table}`)));
  return Object.fromEntries(tables.map((table, index) => [table, counts[index]?.rows[0].n]));
}
