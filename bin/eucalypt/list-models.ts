import type { Command } from "commander";
import { registerModelCommands } from "@/bin/eucalypt/model";
import { toTable } from "@/bin/eucalypt/to-table";
import { OPERATOR } from "@/lib/auth/actor";
import { listModels } from "@/lib/models/queries";

type ForPrograms = { json?: boolean };

/** `models …`: what studies compare. */
export function registerModels(program: Command): void {
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
