import { Command } from "commander";
import { registerAccountCommands } from "@/bin/eucalypt/account";
import { registerCrowdCommands } from "@/bin/eucalypt/crowd";
import { registerDemoCommands } from "@/bin/eucalypt/demo";
import { registerGoldCommands } from "@/bin/eucalypt/gold";
import { registerImportCommands } from "@/bin/eucalypt/import";
import { registerListCommands } from "@/bin/eucalypt/lists";
import { registerQualityCommands } from "@/bin/eucalypt/quality";
import { registerRunCommands } from "@/bin/eucalypt/run";
import { registerStudyCommands } from "@/bin/eucalypt/study";
import { toSentence } from "@/bin/eucalypt/to-sentence";
import { closePool } from "@/lib/db/pool";
import { closePrisma } from "@/lib/db/prisma";
import { closeEndpointQueues } from "@/lib/jobs/endpoint-queues";
import { closeQueue } from "@/lib/jobs/queue";
import { closeRedis } from "@/lib/redis/client";

const program = new Command("eucalypt")
  .description("Human evaluation of language models, from the command line: all that the studio does.")
  .usage("<command> [options], run as: npm run eucalypt -- <command> [options]")
  .option("--data-dir <folder>", "where npm start wrote its addresses, when DATABASE_URL is not set")
  .hook("preAction", (command) => {
    const { dataDir } = command.opts<{ dataDir?: string }>();
    if (dataDir) process.env.EUCALYPT_DATA_DIR = dataDir;
  })
  .showHelpAfterError("Add --help for what there is.");

registerImportCommands(program);
registerGoldCommands(program);
registerListCommands(program);
registerRunCommands(program);
registerStudyCommands(program);
registerQualityCommands(program);
registerCrowdCommands(program);
registerDemoCommands(program);
registerAccountCommands(program);

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
  await closeEndpointQueues();
  await closeQueue();
  await closeRedis();
  await closePrisma();
  await closePool();
}
