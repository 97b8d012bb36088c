import type { Challenge } from "altcha-lib";
import { expect, test } from "vitest";
import { solveProof } from "@/components/rating/solve-proof";
import { checkProof, makeChallenge } from "@/lib/crowd/proof";
import { withTestDatabase } from "@/lib/embedded/test-database";

withTestDatabase();

async function solve(slug: string): Promise<string> {
  return (await solveProof(async () => await makeChallenge(slug))) ?? "";
}

test("a solved puzzle lets one in, once, into its own study", async () => {
  const proof = await solve("s1");
  await expect(checkProof("s2", proof)).rejects.toThrow("Reload the page");
  await checkProof("s1", proof);
  await expect(checkProof("s1", proof)).rejects.toThrow("Reload the page");
});

test("what is made up, changed, or missing lets nobody in", async () => {
  const proof = await solve("s1");
  const { challenge, solution } = JSON.parse(proof);
  const forged = [
    undefined,
    "",
    "{}",
    "null",
    JSON.stringify({ challenge, solution: { ...solution, derivedKey: "00".repeat(32) } }),
    JSON.stringify({ challenge, solution: { ...solution, derivedKey: "" } }),
    JSON.stringify({ challenge: withParameters(challenge, { keyPrefix: "00" }), solution }),
    JSON.stringify({ challenge: withParameters(challenge, { expiresAt: 9_999_999_999 }), solution }),
    JSON.stringify({ challenge: withParameters(challenge, { cost: 1 }), solution }),
    JSON.stringify({ challenge: { ...challenge, signature: "00" }, solution }),
  ];
  for (const wrong of forged) await expect(checkProof("s1", wrong)).rejects.toThrow("Reload the page");
  await checkProof("s1", proof);
});

function withParameters(challenge: Challenge, changed: object): Challenge {
  return { ...challenge, parameters: { ...challenge.parameters, ...changed } };
}
