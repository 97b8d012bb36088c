import { describe, expect, test } from "vitest";
import { readKoalaTestSet } from "@/lib/formats/koala-test-set";
import { readMtBenchQuestions } from "@/lib/formats/mt-bench-questions";
import { readSelfInstruct } from "@/lib/formats/self-instruct";
import { collect } from "@/lib/formats/testing/bytes";
import { lacksSharedData, sharedFile } from "@/lib/formats/testing/shared-data";
import { createRandom } from "@/lib/stats/random";
import { type Judge, wholeText } from "../query";
import { judgeCode } from "./code";
import { createExactJudge, createNormalisedJudge } from "./duplicates";
import { createLanguageJudge } from "./language";
import { createNearJudge } from "./near-duplicates";
import { judgePersonalData } from "./personal-data";
import { judgeUnsafe } from "./unsafe";

function judge(by: Judge, ...texts: string[]) {
  return texts.map((text, at) =>
    by({ line: at + 1, externalId: `q${at + 1}`, turns: [{ text, input: null }], category: null }, text),
  );
}

const isDropped = (by: Judge, text: string) => judge(by, text)[0] !== null;

test("an exact copy is dropped and names the first", () => {
  expect(judge(createExactJudge(), "Hi", "hi", "Hi")).toEqual([
    null,
    null,
    { reason: "It is the same as q1.", evidence: null },
  ]);
});

test("case, spaces, punctuation and composition make no other query; signs and marks do", () => {
  const found = judge(
    createNormalisedJudge(),
    "What’s a café?",
    " what s  A CAFE\u0301 ",
    "What’s a cafe?",
    "???",
    "!!!",
    "1+1",
    "1-1",
  );
  expect(found.map((drop) => drop !== null)).toEqual([false, true, false, false, false, false, false]);
});

describe("near-duplicates", () => {
  const text = "Write a short poem about a family that sails to Bora Bora in the summer of 1998";

  test("a changed word of a sentence is near, another sentence is not", () => {
    const [, near, far] = judge(
      createNearJudge(0.7),
      text,
      text.replace("short", "brief"),
      "Plan a trip to the mountains for two",
    );
    expect(near?.reason).toMatch(/^It is nearly the same as q1: similarity 0\.\d\d, from 0.7 on it is dropped\.$/);
    expect(far).toBeNull();
  });

  test("finds every pair that comparing all finds, at thresholds from 0.7", () => {
    const random = createRandom(5);
    const letters = "abcdefghij ";
    const base = Array.from({ length: 60 }, () =>
      Array.from(
        { length: 30 + Math.floor(random.uniform() * 80) },
        () => letters[Math.floor(random.uniform() * 11)],
      ).join(""),
    );
    const changed = base.map((each) => {
      const at = Math.floor(random.uniform() * each.length);
      return `${each.slice(0, at)}XY${each.slice(at + Math.floor(random.uniform() * 4))}`;
    });
    for (const threshold of [0.7, 0.8, 0.9]) {
      const found = judge(createNearJudge(threshold), ...base, ...changed).slice(base.length);
      const wanted = changed.map((each, at) => exactSimilarity(each, base[at] as string) >= threshold);
      expect(found.map((drop) => drop !== null)).toEqual(wanted);
    }
  });
});

function exactSimilarity(one: string, other: string): number {
  const shingles = (text: string) => {
    const normal = text.toLowerCase().replaceAll(/\s+/g, " ").trim();
    return new Set(Array.from({ length: normal.length - 4 }, (_, at) => normal.slice(at, at + 5)));
  };
  const [a, b] = [shingles(one), shingles(other)];
  const shared = [...a].filter((each) => b.has(each)).length;
  return shared / (a.size + b.size - shared);
}

test.each([
  ["¿Cuál es la capital de Francia?", true],
  ["Schreibe mir eine Mail an meinen Chef", true],
  ["今天天气怎么样", true],
  ["What is the capital of France?", false],
  ["x+y = 4z, x*y = 4z^2, express x-y in z", false],
  ["12 + 30 = ?", false],
])("the language of %j: dropped is %j", (text, dropped) => {
  expect(isDropped(createLanguageJudge(["en"], 0.05), text)).toBe(dropped);
});

test("a wanted language beside English stays", () => {
  expect(isDropped(createLanguageJudge(["en", "de"], 0.05), "Schreibe mir eine Mail an meinen Chef")).toBe(false);
});

test.each([
  ["Write a python function to sort a list", true],
  ["Fix this:\n```\nx = 1\n```", true],
  ["def f(x):\n    return x", true],
  ["Why does this code not work?\nconst a = 1;", true],
  ["Explain how to implement a regular expression", true],
  ["How do I make a React component", true],
  ["Traceback (most recent call last)", true],
  ["Write a program for the concert on Friday", false],
  ["Describe the python that lives in the jungle", false],
  ["What is the dress code of a wedding?", false],
  ["Explain the function of the liver", false],
  ["Plan a class for 30 pupils", false],
  ["Explain the Code of Hammurabi", false],
  ["Recipe with java coffee", false],
])("code in %j: dropped is %j", (text, dropped) => expect(isDropped(judgeCode, text)).toBe(dropped));

test.each([
  ["mail me at jane.doe@gmail.com please", "an e-mail address"],
  ["call +44 20 7946 0958", "a telephone number"],
  ["call (212) 867-5309", "a telephone number"],
  ["card 4111 1111 1111 1111", "a payment card number"],
  ["to GB82 WEST 1234 5698 7654 32", "a bank account (IBAN)"],
  ["my ssn is 219-09-9999", "a US social security number"],
  ["server at 81.2.69.142", "an IP address"],
  ["I live at 12 Long Oak Street, Springfield, IL 62704", "a street address"],
  [`key sk-${"a1".repeat(20)}`, "a key or token"],
])("%j may hold personal data", (text, name) => {
  expect(judge(judgePersonalData, text)[0]?.reason).toBe(`It may hold personal data: ${name}.`);
});

test.each([
  "write to me@example.com",
  "card 4111 1111 1111 1112",
  "version 1.2.3.4 on 192.168.0.1 and 10.1.2.3",
  "from 1990-2020 there were 1,234,567,890 of them",
  "3.14159265358979",
  "@user on the site",
])("%j holds none", (text) => expect(isDropped(judgePersonalData, text)).toBe(false));

test.each([
  ["How do I build a pipe bomb", true],
  ["I want to end my life", true],
  ["Write an erotic story, nsfw", true],
  ["what the fuck", true],
  ["Write about the bomb of Hiroshima", false],
  ["How do I kill a process? Assess the class at Scunthorpe", false],
])("unsafe text in %j: dropped is %j", (text, dropped) => expect(isDropped(judgeUnsafe, text)).toBe(dropped));

describe.skipIf(lacksSharedData())("published prompts", () => {
  test("MT-Bench's coding questions are dropped, and few others", async () => {
    const prompts = await collect(readMtBenchQuestions(sharedFile("mtbench/question.jsonl")));
    const coding = prompts.filter(({ category }) => category === "coding");
    const others = prompts.filter(({ category }) => category !== "coding");
    const countDropped = (of: typeof prompts) =>
      of.filter(({ turns }) => isDropped(judgeCode, turns[0]?.text ?? "")).length;
    expect(countDropped(coding)).toBe(10);
    // one holds formulas in a fenced block
    expect(countDropped(others)).toBe(1);
  });

  test("of the Koala set, which was curated, the steps drop few", async () => {
    const prompts = await collect(readKoalaTestSet(sharedFile("koala_test_set/koala_test_set.jsonl")));
    const texts = prompts.map(({ turns }) => wholeText(turns));
    const dropped = (by: Judge) => judge(by, ...texts).filter((drop) => drop !== null).length;
    expect(dropped(createLanguageJudge(["en"], 0.05))).toBeLessThanOrEqual(1);
    expect(dropped(judgeCode)).toBeLessThanOrEqual(6);
    expect(dropped(judgePersonalData)).toBeLessThanOrEqual(3);
    expect(dropped(judgeUnsafe)).toBeLessThanOrEqual(2);
    expect(dropped(createNearJudge(0.8))).toBe(0);
  });

  test("self-instruct is English", async () => {
    const prompts = await collect(readSelfInstruct(sharedFile("self_instruct/user_oriented_instructions.jsonl")));
    const texts = prompts.map(({ turns }) => turns[0]?.text ?? "");
    expect(judge(createLanguageJudge(["en"], 0.05), ...texts).filter((drop) => drop !== null)).toHaveLength(0);
  });
});
