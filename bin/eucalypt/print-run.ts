import { toTable } from "@/bin/eucalypt/to-table";
import type { ModelProgress, RunDetail } from "@/lib/inference/schema";

export function printRun({ id, state, promptSet, samplesPerPrompt, progress }: RunDetail): void {
  const samples = samplesPerPrompt === 1 ? "" : `, ${samplesPerPrompt} samples a prompt`;
  console.log(`Run ${id}: ${state}. ${promptSet.name}, version ${promptSet.version}${samples}.`);
  const heads = ["model", "done", "failed", "cancelled", "waiting", "tokens", "median", "cost", "to leave out"];
  console.log(toTable(heads, progress.models.map(toRow)));
  if (progress.alreadyThere > 0) console.log(`${progress.alreadyThere} were there, or on order, before.`);
  for (const { model, kind, message, count } of progress.failures) {
    console.log(`${count} of ${model} failed (${kind}): ${message}`);
  }
  if (progress.failed > 0) console.log(`Ask again with: npm run eucalypt -- run retry ${id}`);
}

function toRow(model: ModelProgress): string[] {
  const { flags, costMicros, medianDurationMs } = model;
  const flagged = [
    flags.empty > 0 && `${flags.empty} empty`,
    flags.cutShort > 0 && `${flags.cutShort} cut short`,
    flags.repeated > 0 && `${flags.repeated} repeated`,
    flags.promptCut > 0 && `${flags.promptCut} to a cut prompt`,
    flags.selfNaming > 0 && `${flags.selfNaming} name their model`,
  ].filter(Boolean);
  return [
    ...[model.model, `${model.done} of ${model.total}`, String(model.failed), String(model.cancelled)],
    ...[String(model.pending + model.running), String(model.inputTokens + model.outputTokens)],
    medianDurationMs === null ? "–" : `${(medianDurationMs / 1000).toFixed(1)} s`,
    costMicros === null ? "not known" : `${(costMicros / 1_000_000).toFixed(4)} ${model.currency}`,
    flagged.join(", ") || "none",
  ];
}
