import type { Command } from "commander";
import { registerModelCommands } from "@/bin/eucalypt/model";
import { registerPromptCommands } from "@/bin/eucalypt/prompts";
import { toTable } from "@/bin/eucalypt/to-table";
import { OPERATOR } from "@/lib/auth/actor";
import { listModels } from "@/lib/models/queries";
import { listPromptSets } from "@/lib/prompts/queries";

type ForPrograms = { json?: boolean };

/** `prompts list` and `models list`: what studies can be made of. */
export function registerListCommands(program: Command): void {
  const prompts = program.command("prompts").description("prompt sets: curated, fetched, listed");
  registerPromptCommands(prompts);
  prompts
    .command("list")
    .description("all prompt sets, each name's newest version first")
    .option("--json", "for programs")
    .action(async ({ json }: ForPrograms) => {
      const sets = await listPromptSets(OPERATOR);
      if (json) console.log(JSON.stringify(sets, null, 2));
      else if (sets.length === 0) console.log("There are no prompt sets yet. Bring one in with: import prompts FILE");
      else {
        const rows = sets.map(({ name, version, promptCount, source, createdAt }) => [
          name,
          String(version),
          String(promptCount),
          source,
          createdAt.toISOString().slice(0, 10),
        ]);
        console.log(toTable(["prompt set", "version", "prompts", "source", "made"], rows));
      }
    });
  const models = program
    .command("models")
    .description("models: those that generate, and those whose responses came in");
  registerModelCommands(models);
  models
    .command("list")
    .description("all models, each with how many responses it has given")
    .option("--json", "for programs")
    .action(async ({ json }: ForPrograms) => {
      const models = await listModels(OPERATOR);
      if (json) console.log(JSON.stringify(models, null, 2));
      else if (models.length === 0)
        console.log(
          "There are no models yet. Add one that generates with: models add NAME --preset …, or bring its responses in with: import responses FILE",
        );
      else {
        const rows = models.map(({ name, provider, baseUrl, responses }) => [
          ...[name, provider, baseUrl ?? "", String(responses)],
        ]);
        console.log(toTable(["model", "provider", "address", "responses"], rows));
      }
    });
}
