import { type Command, InvalidArgumentError, Option } from "commander";
import { withProgress } from "@/bin/eucalypt/progress";
import { tellGold, tellPrompts, tellResponses, tellVotes } from "@/bin/eucalypt/tell-import";
import { OPERATOR } from "@/lib/auth/actor";
import { importGold } from "@/lib/imports/commands/import-gold";
import { importPrompts } from "@/lib/imports/commands/import-prompts";
import { importResponses } from "@/lib/imports/commands/import-responses";
import { importVotes } from "@/lib/imports/commands/import-votes";
import { type ImportFile, openImportFile } from "@/lib/imports/import-file";
import {
  GOLD_FORMATS,
  type ImportGoldOptions,
  type ImportPromptsOptions,
  type ImportResponsesOptions,
  type ImportVotesOptions,
  PROMPT_FORMATS,
  RESPONSE_FORMATS,
  VOTE_COLUMNS,
  VOTE_FORMATS,
} from "@/lib/imports/schema";

type ForPrograms = { json?: boolean };

/** `import prompts|responses|votes`: files of the field's formats, all or nothing. */
export function registerImportCommands(program: Command): void {
  const command = program.command("import").description("bring in prompts, responses, or votes given elsewhere");
  registerPrompts(command);
  registerGold(command);
  registerResponses(command);
  registerVotes(command);
}

function registerPrompts(command: Command): void {
  command
    .command("prompts")
    .argument("<file>")
    .description("a new version of a prompt set; unchanged if it has these prompts already")
    .addOption(new Option("--format <format>").choices(PROMPT_FORMATS).makeOptionMandatory())
    .requiredOption("--set <name>", "the prompt set's name")
    .option("--sample <count>", "draw this many at random, in the order of the file; needs --seed", toWhole)
    .option("--seed <number>", "the same seed draws the same sample", toWhole)
    .option("--json", "for programs")
    .action(async (path: string, { json, ...options }: ImportPromptsOptions & ForPrograms) => {
      const imported = await read(path, (file) => importPrompts(OPERATOR, file, options));
      console.log(json ? JSON.stringify(imported) : tellPrompts(imported));
    });
}

function registerGold(command: Command): void {
  command
    .command("gold")
    .argument("<file>")
    .description("pairs of which it is known which response is better: a new version of a set of gold pairs")
    .addOption(new Option("--format <format>").choices(GOLD_FORMATS).makeOptionMandatory())
    .requiredOption("--set <name>", "the set's name")
    .option("--json", "for programs")
    .action(async (path: string, { json, ...options }: ImportGoldOptions & ForPrograms) => {
      const imported = await read(path, (file) => importGold(OPERATOR, file, options));
      console.log(json ? JSON.stringify(imported) : tellGold(imported));
    });
}

function registerResponses(command: Command): void {
  command
    .command("responses")
    .argument("<file>")
    .description("what models said to the newest version of a prompt set")
    .addOption(new Option("--format <format>").choices(RESPONSE_FORMATS).makeOptionMandatory())
    .requiredOption("--set <name>", "the prompt set that was asked")
    .option("--model <name>", "the model's name, where the file has none or another")
    .option("--json", "for programs")
    .action(async (path: string, { json, ...options }: ImportResponsesOptions & ForPrograms) => {
      const imported = await read(path, (file) => importResponses(OPERATOR, file, options));
      console.log(json ? JSON.stringify(imported) : tellResponses(imported));
    });
}

function registerVotes(command: Command): void {
  command
    .command("votes")
    .argument("<file>")
    .description("a study done elsewhere: its votes, with their models, prompts and raters")
    .addOption(new Option("--format <format>").choices(VOTE_FORMATS).makeOptionMandatory())
    .requiredOption("--study <name>", "the study's name here")
    .option("--set <name>", "a prompt set that has the file's prompts, by their ids")
    .option("--columns <names>", "of a CSV file: left=…,right=…,winner=…,rater=…,prompt=…[,turn=…,time=…]", toColumns)
    .option("--json", "for programs")
    .action(async (path: string, { json, ...options }: ImportVotesOptions & ForPrograms) => {
      const imported = await read(path, (file) => importVotes(OPERATOR, file, options));
      console.log(json ? JSON.stringify(imported) : tellVotes(imported));
    });
}

async function read<T>(path: string, run: (file: ImportFile) => Promise<T>): Promise<T> {
  const file = await openImportFile(path);
  return withProgress(file.totalBytes, (onProgress) => run({ ...file, onProgress }));
}

function toWhole(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError("It is a whole number.");
  return Number(value);
}

function toColumns(value: string): Record<string, string> {
  const columns: Record<string, string> = {};
  for (const part of value.split(",")) {
    const [kind = "", ...rest] = part.split("=");
    const column = rest.join("=");
    if (!(VOTE_COLUMNS as readonly string[]).includes(kind.trim()) || column === "") {
      throw new InvalidArgumentError(`"${part}" is not one of ${VOTE_COLUMNS.map((name) => `${name}=…`).join(", ")}.`);
    }
    columns[kind.trim()] = column;
  }
  return columns;
}
