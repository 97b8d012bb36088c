import { describe, expect, test } from "vitest";
import { readArenaConversations } from "./arena-conversations";
import { textsOf, toFirstQueries } from "./corpus-records";
import { CORPUS_FORMATS, corpusFormats, QUERY_FORMATS, readerOfQueries } from "./corpus-registry";
import { readHc3 } from "./hc3";
import { readJsonlCorpus } from "./jsonl-corpus";
import { readOig } from "./oig";
import { readShareGpt } from "./sharegpt";
import { readStanfordAlpaca } from "./stanford-alpaca";
import { bytesOf, collect, jsonlOf } from "./testing/bytes";

describe("ShareGPT", () => {
  test("an array or lines; the product's name stands for the model; empty conversations and turns are no mistake", async () => {
    const rows = [
      {
        id: "a_0",
        conversations: [
          { from: "human", value: "Hello" },
          { from: "gpt", value: "Hi" },
          { from: "human", value: "" },
        ],
      },
      { id: "b", conversations: [] },
      {
        id: "a_0",
        conversations: [
          { from: "system", value: "Be kind." },
          { from: "bing", value: "I begin." },
          { from: "user", value: "Go on" },
        ],
      },
    ];
    const found = await collect(readShareGpt(bytesOf(JSON.stringify(rows, null, 2))));
    expect(found).toEqual(
      await collect(readShareGpt(jsonlOf(...rows))).then((all) =>
        all.map((row, at) => ({ ...row, line: found[at]?.line })),
      ),
    );
    expect(
      found.map(({ externalId, turns }) => [externalId, turns.map(({ role, text }) => `${role}: ${text}`)]),
    ).toEqual([
      ["a_0", ["user: Hello", "model: Hi"]],
      ["b", []],
      ["a_0", ["context: Be kind.", "model: I begin.", "user: Go on"]],
    ]);
    const queries = await collect(toFirstQueries(readShareGpt(jsonlOf(...rows))));
    expect(queries.map(({ externalId, line, turns }) => [externalId, line, turns[0]?.text])).toEqual([
      ["a_0", 1, "Hello"],
      ["a_0 (row 3)", 3, "Go on"],
    ]);
  });

  test("somebody else who speaks is an error that names line and field", async () => {
    const rows = jsonlOf({ id: "a", conversations: [{ from: "dog", value: "Woof" }] });
    await expect(collect(readShareGpt(rows))).rejects.toThrow(
      'Line 1: the field "conversations[0].from" is "dog". Write "human" or "gpt".',
    );
    await expect(collect(readShareGpt(jsonlOf({ id: "a" })))).rejects.toThrow(
      'Line 1: the field "conversations" is missing. Add "conversations" to the row.',
    );
  });
});

test("HC3 has a question, people's answers and ChatGPT's, either list empty", async () => {
  const rows = jsonlOf(
    { question: "Why?", human_answers: ["Because.", " "], chatgpt_answers: ["As it is."], source: "reddit_eli5" },
    { question: "How?", human_answers: [], chatgpt_answers: null },
  );
  const found = await collect(readHc3(rows));
  expect(found.map((row) => [row.category, textsOf(row)])).toEqual([
    ["reddit_eli5", ["Why?", "Because.", "As it is."]],
    [null, ["How?"]],
  ]);
  await expect(collect(readHc3(jsonlOf({ question: " " })))).rejects.toThrow('Line 1: the field "question" is empty.');
});

test("OIG's text is cut at its markers; what stands before the first is background", async () => {
  const [row] = await collect(
    readOig(jsonlOf({ text: "A page.\n<human>: Sum it up\n<bot>: A page, in short.\n<human>: Thanks", metadata: {} })),
  );
  expect(row?.turns).toEqual([
    { role: "context", text: "A page." },
    { role: "user", text: "Sum it up" },
    { role: "model", text: "A page, in short." },
    { role: "user", text: "Thanks" },
  ]);
  await expect(collect(readOig(jsonlOf({ text: "No turns" })))).rejects.toThrow(
    'Line 1: the field "text" has neither "<human>:" nor "<bot>:"',
  );
});

test("Stanford Alpaca's empty and <noinput> inputs are none; a blank output is left", async () => {
  const rows = bytesOf(
    JSON.stringify([
      { instruction: "Add.", input: "1, 2", output: "3" },
      { instruction: "Say hello.", input: "<noinput>", output: "" },
    ]),
  );
  const found = await collect(readStanfordAlpaca(rows));
  expect(found.map(textsOf)).toEqual([["Add.\n1, 2", "3"], ["Say hello."]]);
  await expect(collect(readStanfordAlpaca(jsonlOf({ instruction: "x", input: "" })))).rejects.toThrow(
    'Line 1: the field "output" is missing.',
  );
});

test("Arena conversations are single, or battles with both models' turns", async () => {
  const said = (role: string, content: string) => ({ role, content });
  const rows = jsonlOf(
    { conversation_id: "c", conversation: [said("user", "Hi"), said("assistant", "Hello")] },
    {
      question_id: "q",
      conversation_a: [said("user", "Hi"), said("assistant", "One")],
      conversation_b: [said("user", "Hi"), said("assistant", "Two")],
    },
  );
  const found = await collect(readArenaConversations(rows));
  expect(found.map((row) => [row.externalId, textsOf(row)])).toEqual([
    ["c", ["Hi", "Hello"]],
    ["q", ["Hi", "One", "Two"]],
  ]);
  await expect(collect(readArenaConversations(jsonlOf({ id: 1 })))).rejects.toThrow(
    'the field "conversation" is missing',
  );
});

test("pairs with a preferred answer give what was asked once, and both answers", async () => {
  const asked = "\n\nHuman: Why?\n\nAssistant:";
  const rows = jsonlOf({ chosen: `${asked} As it is.`, rejected: `${asked} No idea.` });
  const found = await collect(corpusFormats["anthropic-hh"](rows));
  expect(found.map(textsOf)).toEqual([["Why?", "As it is.", "No idea."]]);
  const posts = jsonlOf({
    info: { id: "p", post: "A post" },
    summaries: [{ text: "One" }, { text: "Two" }],
    choice: 1,
  });
  expect((await collect(corpusFormats.summarisation(posts))).map(textsOf)).toEqual([["A post", "One", "Two"]]);
  const answers = { answer_0: "One", score_0: 1, answer_1: "Two", score_1: -1 };
  const compared = jsonlOf({ question: { dataset: "eli5", id: "q", full_text: "How?" }, ...answers });
  expect((await collect(corpusFormats.webgpt(compared))).map(textsOf)).toEqual([["How?", "One", "Two"]]);
});

test("the plain form has a text, or a prompt and a response", async () => {
  const found = await collect(readJsonlCorpus(jsonlOf({ text: "A." }, { prompt: "B", input: "C", response: "D" })));
  expect(found.map(textsOf)).toEqual([["A."], ["B\nC", "D"]]);
  await expect(collect(readJsonlCorpus(jsonlOf({ id: "x" })))).rejects.toThrow("neither");
});

test("each name has a reader, and an empty file is refused by all", async () => {
  for (const format of CORPUS_FORMATS) {
    await expect(collect(corpusFormats[format](bytesOf("\n")))).rejects.toThrow("The file holds no rows.");
  }
  for (const format of QUERY_FORMATS) {
    await expect(collect(readerOfQueries(format)(bytesOf("")))).rejects.toThrow(/rows|header/);
  }
});
