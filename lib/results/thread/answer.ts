import { parentPort } from "node:worker_threads";
import { analyse } from "@/lib/results/analyse/analyse";
import { loadStudyVotes } from "@/lib/results/load-count-table";
import type { StudyVotes } from "@/lib/results/study-votes";
import { giveWay } from "@/lib/results/thread/give-way";
import type { AnalysisRequest, ThreadReply, ThreadRequest } from "@/lib/results/thread/messages";

/** As long as a result may be kept: who asks for the same votes with other options does not wait for them again. */
const KEPT_MS = 30_000;

let loaded: { key: string; at: number; votes: StudyVotes } | undefined;
let last: Promise<unknown> = Promise.resolve();

giveWay();

// one after the other: two studies at once would be no quicker, and twice as large
parentPort?.on("message", (message: ThreadRequest) => {
  last = last.then(() => answer(message));
});

async function answer({ id, request }: ThreadRequest): Promise<void> {
  const reply = await compute(request).then(
    (json): ThreadReply => ({ id, ok: true, json }),
    (error: Error): ThreadReply => ({ id, ok: false, error }),
  );
  parentPort?.postMessage(reply);
}

async function compute({ studyId, version, options }: AnalysisRequest): Promise<string> {
  const key = `${studyId} ${version}`;
  const isHere = version !== null && loaded?.key === key && Date.now() - loaded.at < KEPT_MS;
  if (!loaded || !isHere) {
    loaded = undefined;
    loaded = { key, at: Date.now(), votes: await loadStudyVotes(studyId) };
  }
  const analysis = analyse(loaded.votes, options);
  return JSON.stringify({ ...analysis, version: version ?? "", computedAt: new Date().toISOString() });
}
