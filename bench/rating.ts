/**
 * The rater's hot path against the floor: votes a second of 64 raters who loop over vote + next, an empty POST handler
 * of the same app, and single-row INSERTs on 64 connections, in turns within one run, so that a noisy machine is noisy
 * to all three.
 */
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { startBenchPlatform } from "@/bench/support/platform";
import { agent, post } from "@/bench/support/post";
import { measure, merge, perSecond, quantileMs } from "@/bench/support/rate";
import type { RatingReply } from "@/lib/assignments/schema";
import { makeStudy } from "@/lib/assignments/testing/make-study";
import { closePool, getPool } from "@/lib/db/pool";

const RATERS = 64;
const ROUNDS = 4;
const SECONDS = 4;

type SimulatedRater = { url: string; cookie: string; reply: RatingReply };

const platform = await startBenchPlatform();
try {
  await run(platform.url);
} finally {
  agent.destroy();
  await closePool();
  await platform.stop();
}

async function run(url: string): Promise<void> {
  const inserters = await connectInserters();
  const parts = { vote: [], empty: [], insert: [] } as Record<
    "vote" | "empty" | "insert",
    Awaited<ReturnType<typeof measure>>[]
  >;
  // the first round warms up and is not counted
  for (let round = 0; round <= ROUNDS; round++) {
    const raters = await joinStudy(url);
    const vote = await measure(raters, SECONDS, voteOnce);
    const empty = await measure(Array.from({ length: RATERS }), SECONDS, async () => {
      expectStatus((await post(`${url}/api/ping`, {})).status, 204);
    });
    const insert = await measure(inserters, SECONDS, async (client) => {
      await client.query({ name: "insert", text: "INSERT INTO bench_rows (id) VALUES ($1)", values: [uuidv7()] });
    });
    if (round > 0) {
      parts.vote.push(vote);
      parts.empty.push(empty);
      parts.insert.push(insert);
    }
  }
  await Promise.all(inserters.map((client) => client.end()));
  report(merge(parts.vote), merge(parts.empty), merge(parts.insert));
}

/** 180 prompts, each rater meets each once; texts as long as MT-Bench's. A study of its own each round. */
async function joinStudy(url: string): Promise<SimulatedRater[]> {
  const { slug } = await makeStudy({ prompts: 180, models: 4, votesPerComparison: 40, responseLength: 1300 });
  await getPool().query("ANALYZE");
  return Promise.all(
    Array.from({ length: RATERS }, async () => {
      const reply = await post(`${url}/api/rating/${slug}/session`, { consentVersion: "1" });
      expectStatus(reply.status, 200);
      return { url: `${url}/api/rating/${slug}/votes`, cookie: reply.cookie ?? "", reply: JSON.parse(reply.body) };
    }),
  );
}

function nextVote({ reply }: SimulatedRater): unknown {
  const [shown, ...rest] = reply.pairs;
  if (!shown) throw new Error("A rater has run out of pairs: the study is too small for this machine.");
  return {
    assignmentId: shown.assignmentId,
    revision: 0,
    choice: "first",
    layout: "side_by_side",
    decisionMs: 20_000,
    visibleMs: 19_000,
    have: rest.map(({ assignmentId }) => assignmentId),
  };
}

async function voteOnce(rater: SimulatedRater): Promise<void> {
  const { status, body } = await post(rater.url, nextVote(rater), rater.cookie);
  expectStatus(status, 200);
  rater.reply = JSON.parse(body);
  if (rater.reply.outcome !== "recorded") throw new Error(`A vote was ${rater.reply.outcome}.`);
}

async function connectInserters(): Promise<pg.Client[]> {
  await getPool().query("CREATE TABLE bench_rows (id uuid PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())");
  return Promise.all(
    Array.from({ length: RATERS }, async () => {
      const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
      // where the run fails, the server goes first
      client.on("error", () => {});
      await client.connect();
      return client;
    }),
  );
}

function expectStatus(status: number, expected: number): void {
  if (status !== expected) throw new Error(`Answered ${status} and not ${expected}.`);
}

function report(...[vote, empty, insert]: Parameters<typeof perSecond>[0][]): void {
  if (!vote || !empty || !insert) return;
  const line = (name: string, part: typeof vote) =>
    console.log(
      `${name.padEnd(22)} ${perSecond(part).toFixed(0).padStart(6)} /s   p50 ${quantileMs(part, 0.5).toFixed(1)} ms   p99 ${quantileMs(part, 0.99).toFixed(1)} ms   n ${part.count}`,
    );
  line("vote + next", vote);
  line("empty POST handler", empty);
  line("autocommit INSERT", insert);
  console.log(`floor-share ${(perSecond(vote) / perSecond(insert)).toFixed(3)}`);
  console.log(`ratio ${(perSecond(vote) / perSecond(empty)).toFixed(3)}`);
}
