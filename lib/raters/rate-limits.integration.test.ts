import { randomBytes } from "node:crypto";
import { expect, test, vi } from "vitest";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { spendJoin, spendRaterRequest } from "@/lib/raters/rate-limits";

withTestDatabase();

vi.stubEnv("EUCALYPT_RATE_LIMIT_FACTOR", "1");

test("a rater who votes faster than anyone can read is held back, and no other rater is", async () => {
  const [fast, other] = [randomBytes(32), randomBytes(32)];
  const address = randomBytes(4).toString("hex");
  for (let vote = 0; vote < 40; vote++) await spendRaterRequest(fast, address, "vote");
  await expect(spendRaterRequest(fast, address, "vote")).rejects.toMatchObject({ code: "too_many", status: 429 });
  await expect(spendRaterRequest(fast, address, "vote")).rejects.toThrow(/Go on in \d+ s/);
  await spendRaterRequest(other, address, "vote");
  // what is no vote is counted apart: the page still learns where it stands
  await spendRaterRequest(fast, address, "request");
});

test("one address lets in so many in a quarter of an hour, study by study", async () => {
  const [slug, elsewhere] = [randomBytes(5).toString("hex"), randomBytes(5).toString("hex")];
  const address = randomBytes(4).toString("hex");
  for (let join = 0; join < 60; join++) await spendJoin(slug, address);
  await expect(spendJoin(slug, address)).rejects.toMatchObject({ code: "too_many" });
  await spendJoin(slug, randomBytes(4).toString("hex"));
  await spendJoin(elsewhere, address);
});
