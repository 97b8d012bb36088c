import { Presets, SingleBar } from "cli-progress";
import type { OnProgress, OpeningProgress } from "@/lib/studies/commands/prepare-texts";

const LABELS: Record<OpeningProgress["step"], string> = {
  prompts: "Rendering prompts",
  responses: "Rendering responses",
  "self-naming": "Looking for responses that name their model",
  comparisons: "Drawing comparisons",
};

/** Runs with a progress bar on a terminal, in silence where the output goes elsewhere. */
export async function showOpening<T>(run: (onProgress: OnProgress) => Promise<T>): Promise<T> {
  const bar = new SingleBar(
    { format: "{bar} {value}/{total}  {label}", hideCursor: true, clearOnComplete: true, noTTYOutput: false },
    Presets.rect,
  );
  let isShown = false;
  try {
    return await run(({ step, done, total }) => {
      if (!process.stderr.isTTY || total === 0) return;
      if (isShown) bar.setTotal(total);
      else bar.start(total, done, { label: LABELS[step] });
      isShown = true;
      bar.update(done, { label: LABELS[step] });
    });
  } finally {
    if (isShown) bar.stop();
  }
}
