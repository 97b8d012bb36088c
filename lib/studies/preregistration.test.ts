import { expect, test } from "vitest";
import { mergeWishes } from "@/lib/studies/draft";
import { type PreregisteredStudy, toPreregistration } from "@/lib/studies/preregistration";
import { toMarkdown } from "@/lib/studies/preregistration-markdown";
import { toPdf } from "@/lib/studies/preregistration-pdf";
import { CROWD_RULES, CROWD_SESSION } from "@/lib/studies/templates/crowd-session";
import { getTemplate } from "@/lib/studies/templates/registry";

const EMPTY = { promptSets: [], models: [], reference: null, pairs: [], frozen: null };
const HASH = "ab".repeat(32);

function makeStudy(change: Partial<PreregisteredStudy> = {}): PreregisteredStudy {
  const wishes = {
    reference: "koala_13b",
    pairsPerRater: 30,
    session: { ...CROWD_SESSION, goldSets: [] },
    exclusionRules: CROWD_RULES,
    stopping: { halfWidth: 0.05 },
    analysis: { primaryContrast: ["koala_13b", "ape"] as [string, string] },
  };
  const parts = {
    sets: [{ id: "s", name: "set *one*", version: 2, digest: "cd".repeat(32), isSample: false }],
    models: ["koala_13b", "ape"].map((name) => ({ id: name, name })),
  };
  return {
    name: "Žluťoučký kůň study",
    protocol: mergeWishes({ ...getTemplate("koala-2023"), ...EMPTY }, wishes, parts),
    protocolHash: HASH,
    openedAt: new Date("2026-03-01T09:30:00Z"),
    address: `https://example.org/protocols/${HASH}`,
    drawn: { comparisons: 240, leftOut: [] },
    amendments: [],
    ...change,
  };
}

test("what is declared stands in the Markdown: contrast, rules, stopping, cost, and raters' texts in full", () => {
  const text = toMarkdown(toPreregistration(makeStudy()));
  expect(text).toContain("# Žluťoučký kůň study\n");
  expect(text).toContain("- **State:** Frozen on 2026-03-01 09:30 UTC, before the first vote");
  expect(text).toContain(HASH);
  expect(text).toContain("- **Primary contrast:** koala\\_13b against ape");
  expect(text).toContain("- **Votes in all:** 1,200");
  // 24 of 30 pairs are main ones: 50 sessions at 2.25
  expect(text).toContain("112.50 GBP for 50 sessions of 30 pairs");
  expect(text).toContain("every confidence sequence is within 5 points");
  expect(text).toContain("> - **Correctness.** Is what it says true? Do its steps, figures and code hold?");
  expect(text).toContain("set \\*one\\*, version 2");
  expect(text).toContain("## Amendments\n\n- **Amendments:** None");
});

test("an amendment stands with its date, its reason and its hash", () => {
  const change = { field: "instructions" as const, from: "a", to: "b" };
  const chain = { previousHash: HASH, hash: "ef".repeat(32), at: "2026-03-04T10:00:00.000Z" };
  const amendment = { number: 1, kind: "text_changed" as const, reason: "A typing error.", change, ...chain };
  const text = toMarkdown(toPreregistration(makeStudy({ amendments: [amendment] })));
  expect(text).toContain("- **1, on 2026-03-04 10:00 UTC:** The instructions that raters read was changed.");
  expect(text).toContain(`Reason: A typing error. SHA-256 ${chain.hash}`);
});

test("a draft has no hash and says so", () => {
  const text = toMarkdown(toPreregistration(makeStudy({ protocolHash: null, openedAt: null, address: null })));
  expect(text).toContain("- **State:** A draft: nothing is frozen yet");
  expect(text).not.toContain("SHA-256 of the protocol");
});

test("the PDF is the same file for the same protocol, and what its typeface lacks is counted", async () => {
  const at = new Date("2026-03-01T09:30:00Z");
  const made = { at, footer: `Protocol ${HASH.slice(0, 12)}` };
  const [one, other] = await Promise.all([1, 2].map(() => toPdf(toPreregistration(makeStudy()), made)));
  expect(one?.toString("latin1", 0, 5)).toBe("%PDF-");
  expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true);
  const strange = await toPdf(toPreregistration(makeStudy({ name: "研究 of koalas" })), made);
  expect(strange.length).not.toBe(one?.length);
});
