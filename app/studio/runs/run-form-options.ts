import "server-only";
import type { RunFormOptions } from "@/components/studio/new-run-form";
import type { AccountActor } from "@/lib/auth/actor";
import { listModels } from "@/lib/models/queries";
import { listAnswerableSets } from "@/lib/prompts/queries";
import { listModelCoverage } from "@/lib/responses/queries";

/** The newest version of each set, and what each model that generates has said to it. */
export async function getRunFormOptions(account: AccountActor): Promise<RunFormOptions> {
  const [newest, models] = await Promise.all([listAnswerableSets(account), listModels(account)]);
  const sets = await Promise.all(
    newest.map(async ({ id, name, version, promptCount }) => {
      const coverage = await listModelCoverage(account, id);
      const answered = Object.fromEntries(
        coverage.map(({ model, prompts, responses }) => [model, { prompts, responses }]),
      );
      return { name, version, promptCount, answered };
    }),
  );
  return { sets, models: models.filter(({ provider }) => provider !== "recorded").map(({ name }) => name) };
}
