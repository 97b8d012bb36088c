/** Koala test set 2026-11-24 3f9a1c. A set's name may hold what a study's may not. */
export function toStudyName(set: string, orderedAt: Date, runId: string): string {
  const plain = set.replaceAll(/[/\\]/g, "-").replace(/^\.+/, "").trim().slice(0, 90);
  return `${plain} ${orderedAt.toISOString().slice(0, 10)} ${runId.slice(-6)}`.trim();
}
