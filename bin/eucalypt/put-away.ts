import type { Command } from "commander";
import { OPERATOR } from "@/lib/auth/actor";
import { archiveStudy, unarchiveStudy } from "@/lib/studies/commands/archive-study";
import { requestDeletion, takeBackDeletion } from "@/lib/studies/commands/request-deletion";
import { GRACE_DAYS } from "@/lib/studies/deletion";

/** `study archive`, `unarchive`, `delete` and `keep`. */
export function registerPuttingAway(study: Command): void {
  const on = (command: string, words: string) => study.command(command).argument("<name>").description(words);
  on("archive", "take a study out of the lists; all else stays as it is").action(async (name: string) => {
    await archiveStudy(OPERATOR, name);
    console.log(`${name} is in the archive. study list --archived shows it, study unarchive takes it out.`);
  });
  on("unarchive", "put a study back into the lists").action(async (name: string) => {
    await unarchiveStudy(OPERATOR, name);
    console.log(`${name} is in the lists again.`);
  });
  on("delete", `delete a study with its votes and raters, ${GRACE_DAYS} days from now`)
    .requiredOption("--confirm <name>", "its name once more")
    .action(async (name: string, { confirm }: { confirm: string }) => {
      const after = await requestDeletion(OPERATOR, name, confirm);
      console.log(`${name} takes no raters, and is deleted on ${after.toISOString().slice(0, 10)}.`);
      console.log("Until then, study keep takes that back.");
    });
  on("keep", "take back that a study is to be deleted").action(async (name: string) => {
    await takeBackDeletion(OPERATOR, name);
    console.log(`${name} stays. If it was open, it is paused now: study open lets raters in again.`);
  });
}
