import "server-only";
import type { StudyFormOptions } from "@/components/studio/study-form-options";
import type { AccountActor } from "@/lib/auth/actor";
import { listModels } from "@/lib/models/queries";
import { listAnswerableSets } from "@/lib/prompts/queries";
import { listModelCoverage } from "@/lib/responses/queries";
import { TEMPLATES } from "@/lib/studies/schema";
import { getTemplate } from "@/lib/studies/templates/registry";

/** What there is to choose from: the newest version of each set, and what each model has said to it. */
export async function getStudyFormOptions(account: AccountActor): Promise<StudyFormOptions> {
  const [newest, models] = await Promise.all([listAnswerableSets(account), listModels(account)]);
  const sets = await Promise.all(
    newest.map(async ({ id, name, version, promptCount }) => {
      const coverage = await listModelCoverage(account, id);
      return { name, version, promptCount, answered: Object.fromEntries(coverage.map((c) => [c.model, c.prompts])) };
    }),
  );
  return {
    sets,
    models: models.map(({ name }) => name),
    templates: TEMPLATES.map((name) => ({ name, ...getTemplate(name) })),
  };
}
