import { describe, expect, test } from "vitest";
import { alpacaEvalWriter, readAlpacaEvalAnnotations } from "./alpaca-eval-annotations";
import { hhWriter, readAnthropicHh } from "./anthropic-hh";
import { readArenaBattles } from "./arena-battles";
import { dpoMessageWriter, dpoTextWriter, readDpo } from "./dpo";
import { easyLmWriter, readEasyLm } from "./easylm";
import { unguardFormula } from "./formula-guard";
import { toConversations } from "./judged-texts";
import { ktoMessageWriter, ktoTextWriter, readKto } from "./kto";
import { readMtBenchVotes } from "./mt-bench-votes";
import { readSummarisation, summarisationWriter } from "./openai-summarisation";
import { readWebGpt, webGptWriter } from "./openai-webgpt";
import { crowdKitWriter, evalicaWriter, readCrowdKit, readEvalica } from "./pair-csv";
import { parquetWriter, readParquetVotes } from "./parquet";
import { readCsv } from "./read-csv";
import type { JudgedPair } from "./records";
import { bytesOf, collect } from "./testing/bytes";
import { drawNastyPairs } from "./testing/nasty-pairs";
import { chunksOf, writeAll } from "./testing/write-all";
import { readVoteTable, VOTE_COLUMNS, voteTableWriter } from "./vote-table";
import { arenaWriter } from "./write-arena-battles";
import { toCsv } from "./write-csv";
import { mtBenchWriter } from "./write-mt-bench-votes";
import { Dropped } from "./write-rows";
import type { FormatWriter, WriteSummary } from "./writer";

const COUNT = 1_500;
const PAIRS = drawNastyPairs(COUNT, 2023);
// a writer that drops everything would read back equal, too
const LEAST_WRITTEN = 100;

const hasWinner = ({ choice }: JudgedPair): boolean => choice === "first" || choice === "second";
const isJudged = ({ choice }: JudgedPair): boolean => choice !== "cannot_judge";
const HH_MARKER = /\n\n(Human|Assistant):/;

function said(pair: JudgedPair) {
  const conversations = toConversations(pair);
  if (conversations instanceof Dropped) throw new Error("the pairs drawn have texts");
  return conversations;
}

const isOneTurn = (pair: JudgedPair): boolean => said(pair).first.length === 2;
const better = (pair: JudgedPair) => (pair.choice === "second" ? said(pair).second : said(pair).first);
const worse = (pair: JudgedPair) => (pair.choice === "second" ? said(pair).first : said(pair).second);
const asTie = ({ choice }: JudgedPair) => (choice === "both_bad" ? "tie" : choice);

function ofAll(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== "line"));
}

/** The format's own file of the pairs, read by its own reader, against what it should say of those it can hold. */
async function expectBack(
  writer: FormatWriter,
  read: (file: Buffer) => AsyncIterable<object>,
  holds: (pair: JudgedPair) => boolean,
  expected: (pair: JudgedPair) => object[],
): Promise<WriteSummary> {
  const { file, summary } = await writeAll(writer, PAIRS);
  const kept = PAIRS.filter(holds);
  const back = (await collect(read(file))).map(ofAll);
  expect(back).toEqual(kept.flatMap(expected));
  expect(summary.votes).toBe(COUNT);
  expect(summary.written).toBe(kept.length);
  expect(summary.rows).toBe(back.length);
  expect(Object.values(summary.dropped).reduce((sum, count) => sum + count, summary.written)).toBe(COUNT);
  expect(kept.length).toBeGreaterThan(LEAST_WRITTEN);
  return summary;
}

/** What readers of votes give. */
function asVote(pair: JudgedPair) {
  const { first, second } = said(pair);
  const of = (messages: typeof first, role: string) => messages.flatMap((m) => (m.role === role ? [m.content] : []));
  return {
    rater: pair.rater,
    raterKind: pair.raterKind,
    first: pair.firstModel,
    second: pair.secondModel,
    prompt: pair.prompt,
    turns: of(first, "user"),
    responses: { first: of(first, "assistant"), second: of(second, "assistant") },
  };
}

const preference = { externalId: null, models: null, rater: null, source: null };

describe("what was written is read back", () => {
  test("vote table", async () => {
    await expectBack(
      voteTableWriter,
      (file) => readVoteTable(chunksOf(file)),
      () => true,
      ({ turns: _, responses: __, ...vote }) => [{ vote }],
    );
  });

  test("a vote table of an earlier version, without the columns that came later", async () => {
    const { file } = await writeAll(voteTableWriter, PAIRS.slice(0, 20));
    const records = (await collect(readCsv(chunksOf(file)))).map(({ record }) => record);
    const early = VOTE_COLUMNS.slice(0, VOTE_COLUMNS.indexOf("strength"));
    const table = toCsv([early, ...records.map((record) => early.map((name) => unguardFormula(record[name] ?? "")))]);
    const later = { strength: null, criteria: null, flaws: null, expected: null };
    expect((await collect(readVoteTable(bytesOf(table)))).map(({ vote }) => vote)).toEqual(
      PAIRS.slice(0, 20).map(({ turns: _, responses: __, ...vote }) => ({ ...vote, ...later })),
    );
  });

  test("Parquet, over several row groups", async () => {
    const pairs = drawNastyPairs(4_500, 7);
    const { file, summary } = await writeAll(parquetWriter, pairs);
    const buffer = Uint8Array.from(file).buffer;
    const back = await collect(readParquetVotes(buffer));
    expect(back).toEqual(pairs);
    expect(summary).toEqual({ votes: 4_500, written: 4_500, rows: 4_500, dropped: {} });
  });

  test.each(["tie (bothbad)", "both_bad"] as const)("arena battles that spell %s", async (bothBad) => {
    const { file, summary } = await writeAll(arenaWriter, PAIRS, { bothBad });
    const kept = PAIRS.filter(isJudged);
    const back = (await collect(readArenaBattles(chunksOf(file)))).map(ofAll);
    expect(back).toEqual(
      kept.map((pair) => ({ ...asVote(pair), turn: null, choice: pair.choice, votedAt: pair.answeredAt })),
    );
    expect(file.toString()).toContain(`"winner":"${bothBad}"`);
    expect(summary.dropped).toEqual({ cannot_judge: COUNT - kept.length });
  });

  test("MT-Bench judgments", async () => {
    await expectBack(
      mtBenchWriter,
      (file) => readMtBenchVotes(chunksOf(file)),
      isJudged,
      (pair) => [{ ...asVote(pair), turn: pair.turn, choice: asTie(pair), votedAt: null }],
    );
  });

  test("AlpacaEval annotations", async () => {
    await expectBack(
      alpacaEvalWriter,
      (file) => readAlpacaEvalAnnotations(chunksOf(file)),
      (pair) => isJudged(pair) && isOneTurn(pair),
      (pair) => [
        {
          ...preference,
          ...said(pair),
          choice: asTie(pair),
          models: { first: pair.firstModel, second: pair.secondModel },
          rater: pair.rater,
          source: pair.promptSet,
        },
      ],
    );
  });

  test("Anthropic HH, without the texts that hold its markers", async () => {
    const isClear = (pair: JudgedPair) =>
      ![...said(pair).first, ...said(pair).second].some(({ content }) => HH_MARKER.test(content));
    const { dropped } = await expectBack(
      hhWriter,
      (file) => readAnthropicHh(chunksOf(file)),
      (pair) => hasWinner(pair) && isClear(pair),
      (pair) => [{ ...preference, first: better(pair), second: worse(pair), choice: "first" }],
    );
    expect(dropped.marker_in_text).toBe(PAIRS.filter((pair) => hasWinner(pair) && !isClear(pair)).length);
    expect(dropped.marker_in_text).toBeGreaterThan(0);
  });

  test.each([
    ["texts", dpoTextWriter, isOneTurn],
    ["messages", dpoMessageWriter, () => true],
  ] as const)("DPO, as %s", async (_, writer, holds) => {
    await expectBack(
      writer,
      (file) => readDpo(chunksOf(file)),
      (pair) => hasWinner(pair) && holds(pair),
      (pair) => [{ ...preference, first: better(pair), second: worse(pair), choice: "first" }],
    );
  });

  test.each([
    ["KTO, as texts", ktoTextWriter, readKto, isOneTurn],
    ["KTO, as messages", ktoMessageWriter, readKto, () => true],
    ["EasyLM rows", easyLmWriter, readEasyLm, () => true],
  ] as const)("%s", async (_, writer, read, holds) => {
    await expectBack(
      writer,
      (file) => read(chunksOf(file)),
      (pair) => (hasWinner(pair) || pair.choice === "both_bad") && holds(pair),
      (pair) => [
        { messages: said(pair).first, isGood: pair.choice === "first" },
        { messages: said(pair).second, isGood: pair.choice === "second" },
      ],
    );
  });

  test("WebGPT comparisons", async () => {
    await expectBack(
      webGptWriter,
      (file) => readWebGpt(chunksOf(file)),
      (pair) => isJudged(pair) && isOneTurn(pair),
      (pair) => [
        {
          ...preference,
          ...said(pair),
          externalId: pair.prompt,
          choice: asTie(pair),
          source: pair.promptSet,
        },
      ],
    );
  });

  test("OpenAI summarisation comparisons", async () => {
    await expectBack(
      summarisationWriter,
      (file) => readSummarisation(chunksOf(file)),
      (pair) => hasWinner(pair) && isOneTurn(pair),
      (pair) => [
        {
          ...said(pair),
          externalId: pair.prompt,
          choice: pair.choice,
          models: { first: pair.firstModel, second: pair.secondModel },
          rater: pair.rater,
          source: pair.promptSet,
        },
      ],
    );
  });

  test("Evalica's table", async () => {
    await expectBack(
      evalicaWriter,
      (file) => readEvalica(chunksOf(file)),
      isJudged,
      (pair) => [{ worker: null, left: pair.firstModel, right: pair.secondModel, choice: asTie(pair) }],
    );
  });

  test("crowd-kit's table", async () => {
    await expectBack(
      crowdKitWriter,
      (file) => readCrowdKit(chunksOf(file)),
      hasWinner,
      (pair) => [{ worker: pair.rater, left: pair.firstModel, right: pair.secondModel, choice: pair.choice }],
    );
  });
});
