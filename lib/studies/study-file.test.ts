import { expect, test } from "vitest";
import { mergeWishes } from "@/lib/studies/draft";
import type { Protocol } from "@/lib/studies/schema";
import {
  formatStudyFile,
  parseStudyFile,
  toDraftProtocol,
  toStudyFile,
  toStudyFileJsonSchema,
} from "@/lib/studies/study-file";
import { CROWD_RULES, CROWD_SESSION } from "@/lib/studies/templates/crowd-session";
import { getTemplate } from "@/lib/studies/templates/registry";

const EMPTY = { promptSets: [], models: [], reference: null, pairs: [], frozen: null };
const PARTS = {
  sets: [{ id: "s", name: "set", version: 2, digest: "ab".repeat(32), isSample: false }],
  models: ["koala", "ape", "zebra"].map((name) => ({ id: name, name })),
  goldSets: [{ name: "gold", version: 1, digest: "cd".repeat(32) }],
};

/** Each part of a design declared. */
function makeDesign(): Protocol {
  const wishes = {
    reference: "koala",
    session: { ...CROWD_SESSION, goldSets: ["gold"], goldShare: 0.1 },
    exclusionRules: CROWD_RULES,
    assignment: { policy: "active" as const },
    stopping: { halfWidth: 0.05 },
    analysis: { equivalenceMargin: 0.05, primaryContrast: ["koala", "ape"] as [string, string] },
  };
  return mergeWishes({ ...getTemplate("koala-2023"), ...EMPTY }, wishes, PARTS);
}

test("a design comes back from its file as it was, whatever order its keys were kept in", () => {
  const protocol = makeDesign();
  const text = formatStudyFile(toStudyFile("a study", protocol));
  expect(toDraftProtocol(parseStudyFile(text))).toEqual(protocol);
  const reversed = Object.fromEntries(Object.entries(protocol).reverse()) as Protocol;
  expect(formatStudyFile(toStudyFile("a study", reversed))).toBe(text);
});

test("what opening wrote is no part of the design", () => {
  const frozen = { comparisons: 3, comparisonsDigest: "ef", leftOut: [] };
  expect(toStudyFile("a study", { ...makeDesign(), frozen })).toEqual(toStudyFile("a study", makeDesign()));
});

test("a file that is none says what it lacks, and a wrong field is named by its place", () => {
  const file = toStudyFile("a study", makeDesign());
  const tell = (change: object) => () => parseStudyFile(JSON.stringify({ ...file, ...change }));
  expect(() => parseStudyFile("{")).toThrow(/no JSON/);
  expect(() => parseStudyFile("[1]")).toThrow(/"format": "eucalypt-study\/1"/);
  expect(tell({ format: "eucalypt-study/9" })).toThrow(/"eucalypt-study\/9"/);
  expect(tell({ votesPerComparison: 0 })).toThrow(/^votesPerComparison: /);
  expect(tell({ session: { ...file.session, repeatShare: 2 } })).toThrow(/^session\.repeatShare: /);
  expect(tell({ votes: 3 })).toThrow(/votes/);
});

test("the published schema names every field, what must be there, and refuses others", () => {
  const schema = toStudyFileJsonSchema() as {
    properties: Record<string, { description?: string }>;
    required: string[];
    additionalProperties: boolean;
  };
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(toStudyFile("x", makeDesign()))));
  expect(schema.required).toEqual(expect.arrayContaining(["format", "name", "pairs", "instructions"]));
  expect(schema.required).not.toContain("session");
  expect(schema.additionalProperties).toBe(false);
  expect(schema.properties.pairs?.description).toMatch(/one by one/);
  // Python's expressions have none of JavaScript's classes of Unicode, and validators there take patterns as they are
  expect(JSON.stringify(schema)).not.toContain("\\\\p{");
});
