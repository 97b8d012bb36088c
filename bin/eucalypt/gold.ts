import type { Command } from "commander";
import { tellGold } from "@/bin/eucalypt/tell-import";
import { OPERATOR } from "@/lib/auth/actor";
import { promoteGold } from "@/lib/imports/commands/promote-gold";
import type { PromoteGoldOptions } from "@/lib/imports/schema";

/** `gold promote`: gold pairs from what people agreed on before. Those of a file come by `import gold`. */
export function registerGoldCommands(program: Command): void {
  program
    .command("gold")
    .description("pairs of which it is known which response is better")
    .command("promote")
    .description("make gold of the pairs of a closed study that three raters or more judged alike, without exception")
    .requiredOption("--study <name>", "the closed study")
    .requiredOption("--set <name>", "the set of gold pairs to make or to give another version")
    .option("--json", "for programs")
    .action(async ({ json, ...options }: PromoteGoldOptions & { json?: boolean }) => {
      const promoted = await promoteGold(OPERATOR, options);
      console.log(json ? JSON.stringify(promoted) : tellGold(promoted));
    });
}
