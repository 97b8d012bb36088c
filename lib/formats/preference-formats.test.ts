import { describe, expect, test } from "vitest";
import { readAlpacaEvalAnnotations } from "./alpaca-eval-annotations";
import { readAnthropicHh } from "./anthropic-hh";
import { readArenaBattles } from "./arena-battles";
import { readDpo } from "./dpo";
import { readEasyLm } from "./easylm";
import { labelledFormats, PREFERENCE_FORMATS, preferenceFormats } from "./export-registry";
import { sharedLength } from "./judged-texts";
import { readKto } from "./kto";
import { readMtBenchVotes } from "./mt-bench-votes";
import { readSummarisation } from "./openai-summarisation";
import { readWebGpt } from "./openai-webgpt";
import { readCrowdKit, readEvalica } from "./pair-csv";
import { readParquetVotes } from "./parquet";
import type { JudgedPair } from "./records";
import { bytesOf, collect, jsonlOf } from "./testing/bytes";
import { drawNastyPairs } from "./testing/nasty-pairs";
import { lacksSharedData, sharedFile } from "./testing/shared-data";
import { chunksOf, writeAll } from "./testing/write-all";
import { readVoteTable } from "./vote-table";
import { mtBenchWriter } from "./write-mt-bench-votes";

const user = (content: string) => ({ role: "user", content });
const assistant = (content: string) => ({ role: "assistant", content });

describe("files as others publish them, built from their field lists", () => {
  test("Anthropic HH: an empty answer without its space, a last turn of the human, transcripts that part early", async () => {
    const rows = await collect(
      readAnthropicHh(
        jsonlOf(
          { chosen: "\n\nHuman: Hi\n\nAssistant: Yes:\n\n1. a", rejected: "\n\nHuman: Hi\n\nAssistant:" },
          { chosen: "\n\nHuman: Hi\n\nAssistant: One\n\nHuman: bye", rejected: "\n\nHuman: Hi\n\nAssistant: Two" },
          {
            chosen: "\n\nHuman: A\n\nAssistant: x\n\nHuman: B\n\nAssistant: y",
            rejected: "\n\nHuman: A\n\nAssistant: z",
          },
        ),
      ),
    );
    expect(rows.map(({ first, second }) => [first, second])).toEqual([
      [
        [user("Hi"), assistant("Yes:\n\n1. a")],
        [user("Hi"), assistant("")],
      ],
      [
        [user("Hi"), assistant("One")],
        [user("Hi"), assistant("Two")],
      ],
      [
        [user("A"), assistant("x"), user("B"), assistant("y")],
        [user("A"), assistant("z")],
      ],
    ]);
    expect(rows.map(({ first, second }) => sharedLength(first, second))).toEqual([1, 1, 1]);
    await expect(collect(readAnthropicHh(jsonlOf({ chosen: "Hi", rejected: "" })))).rejects.toThrow(
      'Line 1: the field "chosen" is no dialogue of a human and an assistant.',
    );
  });

  test("DPO: texts with other columns beside them, messages with a system's, and conversations without a prompt", async () => {
    const rows = await collect(
      readDpo(
        jsonlOf(
          { prompt: "Hi", chosen: "a", rejected: "b", score_chosen: 8.5 },
          {
            prompt: [{ role: "system", content: "Be kind." }, user("Hi")],
            chosen: [assistant("a")],
            rejected: [assistant("b")],
          },
          { chosen: [user("Hi"), assistant("a")], rejected: [user("Hi"), assistant("b")] },
        ),
      ),
    );
    for (const { first, second } of rows) {
      expect([first, second]).toEqual([
        [user("Hi"), assistant("a")],
        [user("Hi"), assistant("b")],
      ]);
    }
    await expect(collect(readDpo(jsonlOf({ chosen: "a", rejected: "b" })))).rejects.toThrow(
      'Line 1: the row does not say what the models were asked. Add "prompt"',
    );
  });

  test("KTO: a label that is no boolean is refused", async () => {
    await expect(collect(readKto(jsonlOf({ prompt: "Hi", completion: "a", label: "good" })))).rejects.toThrow(
      'Line 1: the field "label" is "good". Write true or false.',
    );
  });

  test("AlpacaEval: one array, weighted preferences, the old draw, and a row that the annotator failed on", async () => {
    const row = {
      instruction: "Hi",
      dataset: "koala",
      generator_1: "a",
      output_1: "x",
      generator_2: "b",
      output_2: "y",
    };
    const preferences = [1, 2, 1.5, 0, 1.2, 1.9999, null];
    const file = JSON.stringify(
      preferences.map((preference) => ({ ...row, annotator: "gpt4", preference, raw_completion: null, index: 3 })),
    );
    const rows = await collect(readAlpacaEvalAnnotations(bytesOf(file)));
    expect(rows.map(({ choice }) => choice)).toEqual(["first", "second", "tie", "tie", "first", "second"]);
    await expect(collect(readAlpacaEvalAnnotations(jsonlOf({ ...row, preference: 3 })))).rejects.toThrow(
      "Write 1, 2 or 1.5.",
    );
  });

  test("WebGPT: quotes and tokens beside the fields, fractions as scores, equal scores are a tie", async () => {
    const row = (id: string, score: number) => ({
      question: { dataset: "eli5", id, full_text: "Why?" },
      quotes_0: { title: ["A page"], extract: ["words"] },
      answer_0: "Since [1].",
      tokens_0: { prefix: [1, 2], completion: [3] },
      score_0: score,
      quotes_1: { title: [], extract: [] },
      answer_1: "",
      tokens_1: { prefix: [], completion: [] },
      score_1: -score,
    });
    const rows = await collect(readWebGpt(jsonlOf(row("1", 0.3333), row("2", -1), row("3", 0))));
    expect(rows.map(({ choice }) => choice)).toEqual(["first", "second", "tie"]);
    expect(rows[0]).toMatchObject({ externalId: "1", source: "eli5" });
  });

  test("OpenAI summarisation: posts, news without a post, and a choice that is no index", async () => {
    const summaries = [
      { text: " a", policy: "sup1", note: "ok" },
      { text: " b", policy: "ref", note: null },
    ];
    const rest = { summaries, worker: "w", batch: "batch3", split: "train", extra: { confidence: 8 } };
    const post = { id: "t3_1", post: "Long", title: "T", subreddit: "tifu", site: null, article: null };
    const news = { id: "n1", post: null, title: null, subreddit: null, site: "cnn", article: "News" };
    const rows = await collect(
      readSummarisation(jsonlOf({ info: post, ...rest, choice: 0 }, { info: news, ...rest, choice: 1, extra: {} })),
    );
    expect(rows).toMatchObject([
      { first: [user("Long"), assistant(" a")], choice: "first", models: { first: "sup1", second: "ref" }, rater: "w" },
      { first: [user("News"), assistant(" a")], choice: "second" },
    ]);
    await expect(collect(readSummarisation(jsonlOf({ info: post, ...rest, choice: 2 })))).rejects.toThrow(
      "Write 0 for the first summary or 1 for the second.",
    );
  });

  test("arena battles: both spellings of both bad", async () => {
    const row = { model_a: "a", model_b: "b", judge: "arena_user_1", conversation_a: [], conversation_b: [], turn: 1 };
    const battles = jsonlOf(
      { ...row, question_id: "1", winner: "tie (bothbad)", tstamp: 1_682_351_591.13 },
      { ...row, question_id: "2", winner: "both_bad", tstamp: 1_682_351_591 },
    );
    expect((await collect(readArenaBattles(battles))).map(({ choice }) => choice)).toEqual(["both_bad", "both_bad"]);
  });

  test("EasyLM: a marker for a good answer, special tokens, and a field that is missing", async () => {
    const row = { marker_user: "USER:", marker_gpt: "GPT:", human_0: "Hi", gpt_1: "Hello" };
    const fields = "[marker_user+human_0+marker_gpt],gpt_1,<|eos|>";
    expect(await collect(readEasyLm(jsonlOf({ ...row, fields })))).toEqual([
      { line: 1, messages: [user("Hi"), assistant("Hello")], isGood: true },
    ]);
    await expect(collect(readEasyLm(jsonlOf({ ...row, fields: `${fields},[human_2],gpt_3` })))).rejects.toThrow(
      'Line 1: the field "human_2" is missing.',
    );
    await expect(collect(readEasyLm(jsonlOf({ ...row, fields: "text" })))).rejects.toThrow("Name what was asked first");
  });

  test("Evalica and crowd-kit: any order of columns, and a label that is neither side", async () => {
    expect(await collect(readEvalica(bytesOf("winner,right,left\r\nleft,b,a\r\ntie,c,a\r\n")))).toMatchObject([
      { left: "a", right: "b", choice: "first" },
      { left: "a", right: "c", choice: "tie" },
    ]);
    expect(await collect(readCrowdKit(bytesOf("worker,left,right,label\nw1,a,b,b\n")))).toMatchObject([
      { worker: "w1", choice: "second" },
    ]);
    await expect(collect(readCrowdKit(bytesOf("worker,left,right,label\nw1,a,b,c\n")))).rejects.toThrow(
      'Line 2: the cell "label" is "c". Write the name of the winner, "a" or "b".',
    );
  });

  test("the vote table: a column that is missing and a time that is none are named", async () => {
    await expect(collect(readVoteTable(bytesOf("vote_id\n1\n")))).rejects.toThrow(
      'the column "assignment_id" is missing',
    );
    await expect(collect(readParquetVotes(new ArrayBuffer(64)))).rejects.toThrow("This is not a Parquet file.");
  });
});

test.each([
  ...PREFERENCE_FORMATS.map((name) => [name, preferenceFormats[name]] as const),
  ...Object.entries(labelledFormats),
])("%s: a file without rows is refused", async (_, read) => {
  await expect(collect<object>(read(bytesOf("\n")))).rejects.toThrow("The file holds no rows.");
});

describe.skipIf(lacksSharedData())("published files", () => {
  test("MT-Bench's human votes are the same after being written in its own form", async () => {
    const published = await collect(readMtBenchVotes(sharedFile("mtbench/human.jsonl")));
    const [drawn] = drawNastyPairs(1, 1) as [JudgedPair];
    const pairs = published.map(
      (vote): JudgedPair => ({
        ...drawn,
        rater: vote.rater,
        raterKind: vote.raterKind,
        firstModel: vote.first,
        secondModel: vote.second,
        prompt: vote.prompt,
        turn: vote.turn,
        choice: vote.choice,
        turns: null,
        responses: null,
      }),
    );
    const { file, summary } = await writeAll(mtBenchWriter, pairs);
    expect(summary).toMatchObject({ votes: 3_355, written: 3_355, dropped: {} });
    expect(await collect(readMtBenchVotes(chunksOf(file, 65_536)))).toEqual(published);
    const keys = (bytes: Buffer) => Object.keys(JSON.parse(bytes.toString().split("\n")[0] ?? "")).sort();
    const original = Buffer.concat((await collect(sharedFile("mtbench/human.jsonl"))) as Buffer[]);
    expect(keys(file)).toEqual(keys(original));
  });
});
