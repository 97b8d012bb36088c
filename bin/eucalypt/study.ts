import { type Command, Option } from "commander";
import { registerAmending } from "@/bin/eucalypt/amend";
import { registerBundle } from "@/bin/eucalypt/bundle";
import { registerDryRun } from "@/bin/eucalypt/dry-run";
import { registerMembers } from "@/bin/eucalypt/members";
import { registerPreregistration } from "@/bin/eucalypt/preregistration";
import { printStudies, printStudy } from "@/bin/eucalypt/print-study";
import { registerPuttingAway } from "@/bin/eucalypt/put-away";
import { registerResultCommands } from "@/bin/eucalypt/results";
import { showOpening } from "@/bin/eucalypt/show-opening";
import { count, createFromFile, registerStudyFile, tellMade } from "@/bin/eucalypt/study-file";
import { toWishes, type WishFlags, withWishes } from "@/bin/eucalypt/wish-flags";
import { OPERATOR } from "@/lib/auth/actor";
import { AppError } from "@/lib/http/app-error";
import { closeStudy } from "@/lib/studies/commands/close-study";
import { createStudy } from "@/lib/studies/commands/create-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import { pauseStudy } from "@/lib/studies/commands/pause-study";
import { publishStudy, unpublishStudy } from "@/lib/studies/commands/publish-study";
import { updateDraft } from "@/lib/studies/commands/update-draft";
import { getStudy, listStudies } from "@/lib/studies/queries/studies";
import { TEMPLATES } from "@/lib/studies/schema";

/** `study …` and `results`: a study from draft to publication, and what it found. */
export function registerStudyCommands(program: Command): void {
  const study = program.command("study").description("make, open and share studies");
  registerDrafting(study);
  registerStudyFile(study);
  registerPreregistration(study);
  registerStates(study);
  registerDryRun(study);
  registerSharing(study);
  registerMembers(study);
  registerAmending(study);
  registerPuttingAway(study);
  registerBundle(study);
  registerResultCommands(program);
  study
    .command("list")
    .description("all studies that are not in the archive")
    .option("--archived", "those in the archive")
    .action(async ({ archived }: { archived?: boolean }) =>
      printStudies(await listStudies(OPERATOR, { isArchived: archived })),
    );
  study
    .command("show")
    .argument("<name>")
    .description("a study's protocol, state and members")
    .option("--json", "the protocol as it is stored and hashed")
    .action(async (name: string, { json }: { json?: boolean }) => {
      const found = await getStudy(OPERATOR, name);
      if (json) console.log(JSON.stringify(found.protocol, null, 2));
      else printStudy(found);
    });
}

type CreateFlags = WishFlags & { template?: (typeof TEMPLATES)[number]; from?: string };

const FROM_IS_ALL =
  "A file holds the whole design: give --from without other options, and change the draft with study edit.";

function registerDrafting(study: Command): void {
  withWishes(study.command("create").argument("[name]").description("a new draft, from a template or a study's file"))
    .addOption(new Option("--template <template>", "what is asked of raters").choices(TEMPLATES))
    .option("--from <file>", "a whole design, as study export writes it; a name given here goes before the file's")
    .action(async (name: string | undefined, { template, from, ...flags }: CreateFlags) => {
      if (from !== undefined) {
        if (template !== undefined || Object.keys(flags).length > 0) throw new AppError("bad_input", FROM_IS_ALL);
        await createFromFile(from, name);
        return;
      }
      if (name === undefined) throw new AppError("bad_input", "A study needs a name: study create NAME --template …");
      if (template === undefined) {
        const mend = `Add --template with one of ${TEMPLATES.join(", ")}, or --from with a study's file.`;
        throw new AppError("bad_input", `A study is made from a template or a file. ${mend}`);
      }
      tellMade(await createStudy(OPERATOR, { name, template, ...toWishes(flags) }));
    });
  withWishes(study.command("edit").argument("<name>").description("change a draft; what is left out stays")).action(
    async (name: string, flags: WishFlags) => {
      const { promptSets, models, pairs } = await updateDraft(OPERATOR, name, toWishes(flags));
      console.log(
        `Changed the draft ${name}: ${count(promptSets.length, "prompt set")}, ${count(models.length, "model")}, ${count(pairs.length, "pair")}.`,
      );
    },
  );
}

function registerStates(study: Command): void {
  study
    .command("open")
    .argument("<name>")
    .description("freeze the protocol and let raters in; a paused study goes on")
    .action(async (name: string) => {
      const { id } = await getStudy(OPERATOR, name);
      const opened = await showOpening((onProgress) => openStudy(OPERATOR, id, { onProgress }));
      const done = { opened: "is open", resumed: "is open again", was_open: "was open already" }[opened.outcome];
      console.log(`${opened.name} ${done}. Protocol ${opened.protocolHash}`);
      console.log(`Raters go to /rate/${opened.slug}`);
    });
  study
    .command("pause")
    .argument("<name>")
    .description("hand out no new pairs until it is opened again")
    .action(async (name: string) => {
      await pauseStudy(OPERATOR, name);
      console.log(`${name} is paused.`);
    });
  study
    .command("close")
    .argument("<name>")
    .description("take no more votes, for good")
    .action(async (name: string) => {
      await closeStudy(OPERATOR, name);
      console.log(`${name} is closed.`);
    });
}

function registerSharing(study: Command): void {
  study
    .command("publish")
    .argument("<name>")
    .description("show the results to anyone, at /results/NAME")
    .action(async (name: string) => {
      await publishStudy(OPERATOR, name);
      console.log(`The results of ${name} are at /results/${encodeURIComponent(name)}`);
    });
  study
    .command("unpublish")
    .argument("<name>")
    .description("show the results to members only")
    .action(async (name: string) => {
      await unpublishStudy(OPERATOR, name);
      console.log(`The results of ${name} are for its members only.`);
    });
}
