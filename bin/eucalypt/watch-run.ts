import { setTimeout as wait } from "node:timers/promises";
import { SingleBar } from "cli-progress";
import { OPERATOR } from "@/lib/auth/actor";
import { untilAnswered } from "@/lib/db/until-answered";
import { getRunProgress } from "@/lib/inference/queries/run-progress";
import type { RunProgress } from "@/lib/inference/schema";

const LOOK_MS = 500;
const SPEAK_MS = 10_000;

/** Returns when the run is through. A bar on standard error where somebody watches, a line every ten seconds elsewhere. */
export async function watchRun(id: string): Promise<void> {
  const bar = process.stderr.isTTY ? openBar() : null;
  let spokenAt = Date.now();
  let isBegun = false;
  try {
    for (;;) {
      const progress = await untilAnswered(() => getRunProgress(OPERATOR, id));
      const ended = progress.done + progress.failed + progress.cancelled;
      const note = describe(progress);
      if (bar && !isBegun) bar.start(progress.total, ended, { note });
      isBegun = true;
      bar?.setTotal(progress.total);
      bar?.update(ended, { note });
      if (!bar && Date.now() - spokenAt > SPEAK_MS) {
        console.error(`${ended} of ${progress.total}${note && ` · ${note}`}`);
        spokenAt = Date.now();
      }
      if (progress.state === "done" || progress.state === "cancelled") return;
      await wait(LOOK_MS);
    }
  } finally {
    bar?.stop();
  }
}

function openBar(): SingleBar {
  return new SingleBar({
    stream: process.stderr,
    format: "{bar} {value} of {total} {note}",
    clearOnComplete: true,
    hideCursor: true,
  });
}

function describe({ state, failed, endpoints, secondsLeft, hasWorker }: RunProgress): string {
  const down = endpoints.find((endpoint) => endpoint.state !== "ok");
  return [
    failed > 0 && `${failed} failed`,
    state === "paused" && "paused",
    !hasWorker && "no worker is running: npm run worker",
    down?.state === "down" && `${down.endpoint} does not answer`,
    down?.state === "waiting" && `${down.endpoint} asks to wait`,
    state === "running" && secondsLeft !== null && secondsLeft > 0 && `about ${toTime(secondsLeft)} left`,
  ]
    .filter(Boolean)
    .join(" · ");
}

function toTime(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
