import { describe, expect, test } from "vitest";
import { hhWriter } from "./anthropic-hh";
import { toDatasetCard } from "./dataset-card";
import { dpoMessageWriter, dpoTextWriter } from "./dpo";
import { easyLmWriter } from "./easylm";
import { EXPORT_FORMATS, exportFormats } from "./export-registry";
import { ktoMessageWriter, ktoTextWriter } from "./kto";
import { summarisationWriter } from "./openai-summarisation";
import { webGptWriter } from "./openai-webgpt";
import type { JudgedPair } from "./records";
import { drawNastyPairs } from "./testing/nasty-pairs";
import { writeAll } from "./testing/write-all";
import { toCodebookCsv, VOTE_COLUMNS, voteTableWriter } from "./vote-table";
import type { FormatWriter, WriterOptions } from "./writer";

const [drawn] = drawNastyPairs(1, 1) as [JudgedPair];

const oneTurn: JudgedPair = {
  ...drawn,
  promptSet: "set",
  prompt: "p1",
  turn: null,
  rater: "r1",
  raterKind: "human",
  firstModel: "koala",
  secondModel: "alpaca",
  choice: "second",
  protocolHash: null,
  turns: [{ text: "Translate.", input: "Hallo" }],
  responses: { first: ["Bye"], second: ["Hello"] },
};

const twoTurns: JudgedPair = {
  ...oneTurn,
  turns: [
    { text: "Name a tree.", input: null },
    { text: "Another.", input: null },
  ],
  responses: { first: ["Oak", "Elm"], second: ["Oak", "Ash"] },
};

const apart: JudgedPair = { ...twoTurns, responses: { first: ["Oak", "Elm"], second: ["Fir", "Ash"] } };

async function rowsOf(writer: FormatWriter, pair: JudgedPair, options?: WriterOptions): Promise<unknown[]> {
  const { file } = await writeAll(writer, [pair], options);
  return file
    .toString()
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

const user = (content: string) => ({ role: "user", content });
const assistant = (content: string) => ({ role: "assistant", content });

describe("TRL's documented columns", () => {
  test("DPO, as texts: prompt, chosen, rejected", async () => {
    expect(await rowsOf(dpoTextWriter, oneTurn)).toEqual([
      { prompt: "Translate.\n\nHallo", chosen: "Hello", rejected: "Bye" },
    ]);
  });

  test("DPO, as messages: the prompt is what both share", async () => {
    expect(await rowsOf(dpoMessageWriter, twoTurns)).toEqual([
      {
        prompt: [user("Name a tree."), assistant("Oak"), user("Another.")],
        chosen: [assistant("Ash")],
        rejected: [assistant("Elm")],
      },
    ]);
    expect(await rowsOf(dpoMessageWriter, apart)).toEqual([
      {
        prompt: [user("Name a tree.")],
        chosen: [assistant("Fir"), user("Another."), assistant("Ash")],
        rejected: [assistant("Oak"), user("Another."), assistant("Elm")],
      },
    ]);
  });

  test("KTO, as texts and as messages: prompt, completion, label", async () => {
    expect(await rowsOf(ktoTextWriter, oneTurn)).toEqual([
      { prompt: "Translate.\n\nHallo", completion: "Bye", label: false },
      { prompt: "Translate.\n\nHallo", completion: "Hello", label: true },
    ]);
    expect(await rowsOf(ktoMessageWriter, { ...apart, choice: "both_bad" })).toEqual([
      {
        prompt: [user("Name a tree."), assistant("Oak"), user("Another.")],
        completion: [assistant("Elm")],
        label: false,
      },
      {
        prompt: [user("Name a tree."), assistant("Fir"), user("Another.")],
        completion: [assistant("Ash")],
        label: false,
      },
    ]);
  });
});

test("Anthropic HH: two transcripts that part at the last answer", async () => {
  const shared = "\n\nHuman: Name a tree.\n\nAssistant: Oak\n\nHuman: Another.\n\nAssistant: ";
  expect(await rowsOf(hhWriter, twoTurns)).toEqual([{ chosen: `${shared}Ash`, rejected: `${shared}Elm` }]);
});

test("a conversation ends with the turn judged", async () => {
  expect(await rowsOf(hhWriter, { ...apart, turn: 1 })).toEqual([
    { chosen: "\n\nHuman: Name a tree.\n\nAssistant: Fir", rejected: "\n\nHuman: Name a tree.\n\nAssistant: Oak" },
  ]);
});

test("EasyLM: Koala's markers, and no loss but on the last answer", async () => {
  const rows = await rowsOf(easyLmWriter, twoTurns);
  expect(rows[0]).toEqual({
    marker_user: "USER:",
    marker_gpt: "GPT:",
    marker_gpt_bad: "An Unhelpful Answer:",
    human_0: "Name a tree.",
    gpt_1: "Oak",
    human_2: "Another.",
    gpt_3: "Elm",
    fields: "[marker_user+human_0+marker_gpt],[gpt_1],[<|eos|>],[marker_user+human_2+marker_gpt_bad],gpt_3,<|eos|>",
    aggregation: "each-vote",
    protocol_hash: null,
  });
  expect(rows[1]).toMatchObject({ fields: expect.stringContaining("[marker_user+human_2+marker_gpt],gpt_3,<|eos|>") });
  expect(await rowsOf(easyLmWriter, oneTurn)).toMatchObject([
    { fields: "[marker_user+human_0+marker_gpt_bad],gpt_1,<|eos|>" },
    { fields: "[marker_user+human_0+marker_gpt],gpt_1,<|eos|>" },
  ]);
});

test("OpenAI's fields, with scores that sum to 0 and the choice as an index", async () => {
  expect(await rowsOf(webGptWriter, oneTurn)).toMatchObject([
    { question: { dataset: "set", id: "p1", full_text: "Translate.\n\nHallo" }, score_0: -1, score_1: 1 },
  ]);
  expect(await rowsOf(summarisationWriter, oneTurn)).toMatchObject([
    { info: { id: "p1" }, summaries: [{ text: "Bye", policy: "koala" }, { text: "Hello" }], choice: 1, worker: "r1" },
  ]);
});

test("every drop is counted by its reason", async () => {
  const nothing: JudgedPair = { ...oneTurn, turns: null, responses: null };
  const pairs: JudgedPair[] = [
    oneTurn,
    twoTurns,
    nothing,
    { ...oneTurn, choice: "tie" },
    { ...oneTurn, choice: "both_bad" },
    { ...oneTurn, choice: "cannot_judge" },
    { ...oneTurn, turn: 2 },
  ];
  const { summary } = await writeAll(dpoTextWriter, pairs);
  expect(summary).toEqual({
    votes: 7,
    written: 1,
    rows: 1,
    dropped: { several_turns: 1, no_texts: 2, tie: 1, both_bad: 1, cannot_judge: 1 },
  });
});

test.each(EXPORT_FORMATS)("%s: a study without votes is a file without rows", async (name) => {
  const { summary } = await writeAll(exportFormats[name], []);
  expect(summary).toEqual({ votes: 0, written: 0, rows: 0, dropped: {} });
});

test.each(EXPORT_FORMATS)("%s: what it drops is among what it says it loses", (name) => {
  const { choices, loses } = exportFormats[name];
  expect(loses.includes("ties")).toBe(choices.tie === "dropped");
  expect(loses.includes("both-bad")).toBe(choices.both_bad === "dropped");
  expect(loses.includes("both-bad-as-tie")).toBe(choices.both_bad === "as_tie");
  expect(loses.includes("cannot-judge")).toBe(choices.cannot_judge === "dropped");
});

test("the codebook has a row for each column of the vote table", () => {
  const [head, ...rows] = toCodebookCsv().trimEnd().split("\n");
  expect(head).toBe("column,meaning,values");
  expect(rows.map((row) => row.split(",")[0])).toEqual(VOTE_COLUMNS);
});

test("a dataset card has front matter whatever a name holds, and says what was left out", async () => {
  const { summary } = await writeAll(dpoTextWriter, [oneTurn, { ...oneTurn, choice: "tie" }]);
  const facts = {
    name: 'a "study": of\n--- things',
    licence: "cc-by-4.0",
    languages: ["en"],
    protocolHash: null,
    ended: "It came to\nits rule.",
    aggregation: "each-vote" as const,
    fileName: "votes.jsonl",
    models: ["koala", "alpaca"],
    promptSets: ["set"],
  };
  const card = toDatasetCard(facts, dpoTextWriter, summary);
  expect(card.split("\n").filter((line) => line === "---")).toHaveLength(2);
  expect(card).toContain('pretty_name: "a \\"study\\": of\\n--- things"\nlicense: "cc-by-4.0"\nlanguage:\n- "en"\n');
  expect(card).toContain("- How it ended: It came to its rule.\n");
  expect(card).toContain("size_categories:\n- n<1K\n");
  expect(card).toContain("- Left out: 1, ties, for which the format has no place.");
  expect(toDatasetCard(facts, voteTableWriter, summary)).toContain("| `vote_id` |");
});
