/**
 * Leaderboards of synthetic votes: point fit, 1,000 bootstrap rounds (votes by themselves; prompts and raters at once),
 * and clustered intervals. Beside them peers on the same votes in the same run, where Python has them; `EUCALYPT_PYTHON`
 * names another Python than python3.
 *
 *   npm run bench -- stats
 */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, rmSync } from "node:fs";
import { join } from "node:path";
import { type Arena, drawArenaVotes } from "@/bench/support/arena-votes";
import { makeTemporaryDir } from "@/lib/embedded/temporary-directory";
import { buildCountTable, type CountTable } from "@/lib/stats/count-table";
import { type FittedTable, fitStrengths, fitTable } from "@/lib/stats/ranking/fit-strengths";
import { bootstrapClusters, bootstrapVotes } from "@/lib/stats/ranking/strength-bootstrap";
import { estimateCovariance } from "@/lib/stats/ranking/strength-covariance";

const SEED = 2023;
const ROUNDS = 1000;
/** Each figure is the fastest of so many runs: what is slower is the machine's other business. */
const RUNS = 3;
const ARENAS: (Arena & { peerRounds: number })[] = [
  { models: 3, votes: 5_400, prompts: 360, raters: 100, peerRounds: 20 },
  { models: 5, votes: 20_000, prompts: 500, raters: 200, peerRounds: 20 },
  { models: 20, votes: 100_000, prompts: 2_000, raters: 1_000, peerRounds: 10 },
  { models: 129, votes: 1_700_000, prompts: 20_000, raters: 20_000, peerRounds: 3 },
];
const MODEL = { scoreModel: "bradley_terry", orderEffect: false } as const;

type PeerTimes = { version: string; fitMs: number; roundMs?: number; rounds?: number };
type Peers = Record<"scikit-learn" | "evalica" | "arena-rank", PeerTimes | null>;
type Ours = { marginsMs: number; fitMs: number; plainMs: number; clusteredMs: number; intervalsMs: number };

const dir = makeTemporaryDir("bench-stats");
try {
  console.log(`synthetic votes, seed ${SEED}; milliseconds, the fastest of ${RUNS}`);
  for (const arena of ARENAS) await run(arena);
} finally {
  rmSync(dir, { recursive: true, force: true });
}

async function run(arena: (typeof ARENAS)[number]): Promise<void> {
  const table = buildCountTable(arena, drawArenaVotes(arena, SEED));
  const ours = measureOurs(table);
  const count = (of: number) => of.toLocaleString("en-US");
  console.log(`\n${count(arena.models)} models, ${count(arena.votes)} votes, ${count(table.cells)} cells`);
  say("margins from the table", ours.marginsMs);
  say("point fit from the margins", ours.fitMs);
  say(`${count(ROUNDS)} rounds, votes by themselves`, ours.plainMs);
  say(`${count(ROUNDS)} rounds, prompts and raters`, ours.clusteredMs);
  say("clustered intervals", ours.intervalsMs);
  const peers = await measurePeers(arena);
  if (peers) comparePeers(ours, peers, arena.peerRounds);
}

function measureOurs(table: CountTable): Ours {
  const [fitted, wholeMs] = time(() => fitTable(table, MODEL));
  const [, fitMs] = time(() => fitStrengths(fitted.margins, MODEL));
  const [covariance, intervalsMs] = time(() => estimateCovariance(fitted, "prompts_like_these"));
  const options = { rounds: ROUNDS, level: 0.95, seed: SEED };
  const [, plainMs] = time(() => bootstrapVotes(fitted as FittedTable, options));
  const [, clusteredMs] = time(() => bootstrapClusters(fitted, covariance, options));
  return { marginsMs: Math.max(0, wholeMs - fitMs), fitMs, plainMs, clusteredMs, intervalsMs };
}

function time<T>(work: () => T): [result: T, ms: number] {
  let best = Number.POSITIVE_INFINITY;
  let result = work();
  for (let index = 0; index < RUNS; index++) {
    const begun = performance.now();
    result = work();
    best = Math.min(best, performance.now() - begun);
  }
  return [result, best];
}

/** null: there is no Python with the packages, which is said once. */
async function measurePeers(arena: (typeof ARENAS)[number]): Promise<Peers | null> {
  const python = process.env.EUCALYPT_PYTHON ?? "python3";
  const path = join(dir, "votes.csv");
  const file = createWriteStream(path);
  file.write("model_a,model_b,outcome\n");
  for (const { modelA, modelB, outcome } of drawArenaVotes(arena, SEED)) {
    if (!file.write(`${modelA},${modelB},${outcome}\n`)) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
  try {
    const script = join("bench", "peers", "leaderboard.py");
    return JSON.parse(
      execFileSync(python, [script, path, String(arena.peerRounds)], { stdio: ["ignore", "pipe", "pipe"] }).toString(),
    );
  } catch (error) {
    const why = String((error as { stderr?: Buffer }).stderr ?? error)
      .trim()
      .split("\n")
      .at(-1);
    console.log(`  peers: not measured (${python}: ${why}). pip install pandas scikit-learn evalica arena-rank`);
    return null;
  }
}

function comparePeers(ours: Ours, peers: Peers, rounds: number): void {
  for (const [name, peer] of Object.entries(peers)) {
    if (!peer) console.log(`  ${name}: not installed`);
    else if (peer.roundMs === undefined)
      compare(`${name} ${peer.version}, fit`, peer.fitMs, ours.marginsMs + ours.fitMs);
    else {
      compare(`FastChat's method (${name} ${peer.version}), fit`, peer.fitMs, ours.marginsMs + ours.fitMs);
      // what it takes for 100 rounds, from as many as were timed, against 1,000 of ours
      compare(`FastChat's method, 100 rounds (from ${rounds}) v our 1,000`, peer.roundMs * 100, ours.plainMs);
    }
  }
}

function say(what: string, ms: number): void {
  console.log(`  ${what.padEnd(44)} ${ms.toFixed(ms < 100 ? 2 : 0).padStart(10)}`);
}

function compare(what: string, theirs: number, ours: number): void {
  console.log(`  ${what.padEnd(56)} ${theirs.toFixed(1).padStart(10)}   ratio ${(theirs / ours).toFixed(1)}`);
}
