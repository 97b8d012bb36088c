import "server-only";
import { getPrisma } from "@/lib/db/prisma";
import { type DryRunSettings, dryRunSettingsSchema, USUAL_DRY_RUN } from "@/lib/studies/dry-run";

/** As they were asked for, from the audit log. Internal: callers have authorised. */
export async function findDryRunSettings(studyId: string): Promise<DryRunSettings> {
  const event = await getPrisma().auditEvent.findFirst({ where: { subjectId: studyId, action: "study.dry-run" } });
  const { raters, seed } = (event?.detail ?? {}) as Record<string, unknown>;
  return dryRunSettingsSchema.catch(USUAL_DRY_RUN).parse({ raters, seed });
}
