import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { removeStudy } from "@/lib/crowd/commands/remove-study";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { requireStudy } from "@/lib/studies/queries/require-study";

const TIMEOUT_MS = 120_000;

/**
 * Removes a dry run with its votes and raters. The database refuses the same for a real study.
 *
 * @throws {AppError} not_found; forbidden; conflict: the study is real, or simulated raters are still at it.
 */
export async function deleteDryRun(actor: Actor, name: string): Promise<void> {
  await getPrisma().$transaction(
    async (db) => {
      const { study } = await requireStudy(db, actor, { name }, "close", { lock: true });
      if (!study.isDryRun) {
        throw new AppError(
          "conflict",
          `${name} is no dry run. A study with people's votes goes by its settings, 30 days later.`,
        );
      }
      if (study.status === "open" || study.status === "opening") {
        throw new AppError(
          "conflict",
          `Simulated raters are still at ${name}. Close it first, or wait until it is done.`,
        );
      }
      await removeStudy(db, study);
      await recordEvent(db, actor, { action: "study.delete-dry-run", subjectId: study.id, detail: { name } });
    },
    { timeout: TIMEOUT_MS },
  );
}
