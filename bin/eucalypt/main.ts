import { Command } from "commander";
import { toSentence } from "@/bin/eucalypt/to-sentence";
import { closeEverything } from "@/lib/close-at-end";

/** Commands by the files that they are in. Only what is called is loaded: all of it takes seconds. */
const GROUPS: { names: string[]; load: () => Promise<(program: Command) => void> }[] = [
  { names: ["import"], load: async () => (await import("@/bin/eucalypt/import")).registerImportCommands },
  { names: ["gold"], load: async () => (await import("@/bin/eucalypt/gold")).registerGoldCommands },
  { names: ["prompts"], load: async () => (await import("@/bin/eucalypt/list-prompts")).registerPrompts },
  { names: ["models"], load: async () => (await import("@/bin/eucalypt/list-models")).registerModels },
  { names: ["run"], load: async () => (await import("@/bin/eucalypt/run")).registerRunCommands },
  {
    names: ["study", "results"],
    load: async () => (await import("@/bin/eucalypt/study")).registerStudyCommands,
  },
  { names: ["export"], load: async () => (await import("@/bin/eucalypt/export")).registerExportCommand },
  { names: ["quality"], load: async () => (await import("@/bin/eucalypt/quality")).registerQualityCommands },
  { names: ["crowd"], load: async () => (await import("@/bin/eucalypt/crowd")).registerCrowdCommands },
  { names: ["demo"], load: async () => (await import("@/bin/eucalypt/demo")).registerDemoCommands },
  { names: ["audit"], load: async () => (await import("@/bin/eucalypt/audit")).registerAuditCommands },
  { names: ["token"], load: async () => (await import("@/bin/eucalypt/token")).registerTokenCommands },
  { names: ["account"], load: async () => (await import("@/bin/eucalypt/account")).registerAccountCommands },
];

const program = new Command("eucalypt")
  .description("Human evaluation of language models, from the command line: all that the studio does.")
  .usage("<command> [options], run as: npm run eucalypt -- <command> [options]")
  .option("--data-dir <folder>", "where npm start wrote its addresses, when DATABASE_URL is not set")
  .hook("preAction", (command) => {
    const { dataDir } = command.opts<{ dataDir?: string }>();
    if (dataDir) process.env.EUCALYPT_DATA_DIR = dataDir;
  })
  .showHelpAfterError("Add --help for what there is.");

await register(process.argv.slice(2));

// `eucalypt … | head` ends before everything is written, and that is no failure
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

try {
  await program.parseAsync();
} catch (error) {
  console.error(toSentence(error));
  process.exitCode = 1;
} finally {
  await closeEverything();
}

/** A word that no group has (a slip, or help) is answered by all of them. */
async function register(words: string[]): Promise<void> {
  const called = words.find((word, index) => !word.startsWith("-") && words[index - 1] !== "--data-dir");
  const group = GROUPS.find(({ names }) => names.includes(called ?? ""));
  for (const { load } of group ? [group] : GROUPS) (await load())(program);
}
