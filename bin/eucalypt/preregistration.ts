import { extname } from "node:path";
import type { Command } from "commander";
import { toChunks } from "@/bin/eucalypt/study-file";
import { writeOut } from "@/bin/eucalypt/write-whole";
import { OPERATOR } from "@/lib/auth/actor";
import { AppError } from "@/lib/http/app-error";
import { publishProtocol, unpublishProtocol } from "@/lib/studies/commands/publish-protocol";
import { getPreregistration } from "@/lib/studies/queries/get-preregistration";

/** `study preregistration`: the protocol as people read it, and who may. */
export function registerPreregistration(study: Command): void {
  study
    .command("preregistration")
    .argument("<name>")
    .description("the protocol in words: for a last look, for a registry, for the appendix of a paper")
    .option("--out <file>", "ends in .md, .pdf or .json; Markdown on standard output where it is left out", "-")
    .action(async (name: string, { out }: { out: string }) => {
      // the PDF writer takes a while to load, and no other command of a study needs it
      const { PREREGISTRATION_FORMATS, toPreregistrationFile } = await import("@/lib/studies/preregistration-file");
      const ending = out === "-" ? "md" : extname(out).slice(1).toLowerCase();
      const format = PREREGISTRATION_FORMATS.find((known) => known === ending);
      if (!format) throw new AppError("bad_input", `${out} ends in none of .md, .pdf and .json.`);
      const { bytes } = await toPreregistrationFile(await getPreregistration(OPERATOR, name), format);
      await writeOut(out, toChunks(bytes));
      if (out !== "-") console.log(`Wrote the protocol of ${name} to ${out}`);
    });
  study
    .command("publish-protocol")
    .argument("<name>")
    .description("show the frozen protocol to anyone, at /protocols/HASH, before the results are")
    .action(async (name: string) => {
      await publishProtocol(OPERATOR, name);
      const { protocolHash } = await getPreregistration(OPERATOR, name);
      console.log(`The protocol of ${name} is at /protocols/${protocolHash}`);
    });
  study
    .command("unpublish-protocol")
    .argument("<name>")
    .description("show the protocol to members only, unless the results are published")
    .action(async (name: string) => {
      await unpublishProtocol(OPERATOR, name);
      console.log(`The protocol of ${name} is for its members only, unless its results are published.`);
    });
}
