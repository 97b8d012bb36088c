import type { Command } from "commander";
import { registerPromptCommands } from "@/bin/eucalypt/prompts";
import { toTable } from "@/bin/eucalypt/to-table";
import { OPERATOR } from "@/lib/auth/actor";
import { listPromptSets } from "@/lib/prompts/queries";

type ForPrograms = { json?: boolean };

/** `prompts …`: what studies ask. */
export function registerPrompts(program: Command): void {
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
}
