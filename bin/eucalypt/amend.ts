import { readFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import { toTable } from "@/bin/eucalypt/to-table";
import { OPERATOR } from "@/lib/auth/actor";
import { AppError } from "@/lib/http/app-error";
import { withdrawResponse } from "@/lib/quality/commands/withdraw-response";
import { findBreak } from "@/lib/studies/amend-protocol";
import { AMENDABLE_TEXTS, type AmendableText, describeAmendment } from "@/lib/studies/amendment-schema";
import { amendText } from "@/lib/studies/commands/amend-text";
import { getStudy } from "@/lib/studies/queries/studies";
import { LANGUAGES, type Language } from "@/lib/studies/session-schema";

type Flags = {
  reason: string;
  withdrawResponse?: string;
  prompt?: string;
  set?: string;
  text?: AmendableText;
  language?: Language;
  to?: string;
  fromFile?: string;
};

/** `study amend` and `study amendments`: what is changed of a frozen study, and what was. */
export function registerAmending(study: Command): void {
  study
    .command("amend")
    .argument("<name>")
    .description("withdraw a response of a frozen study, or change a text that its raters read")
    .requiredOption("--reason <words>", "why, for readers of the results")
    .option("--withdraw-response <model>", "the model whose response to --prompt is withdrawn")
    .option("--prompt <id>", "the prompt's id in its set")
    .option("--set <name>", "its prompt set, where the study has more than one prompt of this id")
    .addOption(new Option("--text <text>", "the text to change").choices(AMENDABLE_TEXTS))
    .addOption(new Option("--language <language>", "of a study in more than one").choices(LANGUAGES))
    .option("--to <words>", "what it is from now on")
    .option("--from-file <file>", "the same from a file; criteria stand one a line")
    .action(async (name: string, flags: Flags) => {
      if ((flags.withdrawResponse === undefined) === (flags.text === undefined)) {
        throw new AppError(
          "bad_input",
          "Give --withdraw-response MODEL with --prompt ID, or --text TEXT with its words.",
        );
      }
      if (flags.text) await amendOneText(name, flags.text, flags);
      else await withdrawOne(name, flags);
    });
  study
    .command("amendments")
    .argument("<name>")
    .description("what was changed since the protocol was frozen, and whether the chain of hashes is whole")
    .option("--json", "for programs")
    .action(showAmendments);
}

async function amendOneText(name: string, field: AmendableText, { reason, language, to, fromFile }: Flags) {
  if ((to === undefined) === (fromFile === undefined)) {
    throw new AppError("bad_input", "Give the text's new words, by --to or by --from-file.");
  }
  const words = to ?? (await readFile(fromFile ?? "", "utf8"));
  const amendment = await amendText(OPERATOR, name, { field, language, to: words, reason });
  console.log(`Amendment ${amendment.number} of ${name}: ${describeAmendment(amendment)}`);
  console.log(`Hash ${amendment.hash}`);
}

async function withdrawOne(name: string, { reason, withdrawResponse: model = "", prompt, set }: Flags) {
  if (!prompt) throw new AppError("bad_input", "Say to which prompt the response is, by --prompt ID.");
  const response = { model, prompt, promptSet: set };
  const { amendment, votes, leases } = await withdrawResponse(OPERATOR, name, { response, reason });
  console.log(`Amendment ${amendment.number} of ${name}: ${describeAmendment(amendment)}`);
  console.log(`${votes} votes stay on record and count no more; ${leases} pairs were taken from raters who held them.`);
  console.log(`Hash ${amendment.hash}`);
}

async function showAmendments(name: string, { json }: { json?: boolean }): Promise<void> {
  const { protocolHash, amendments } = await getStudy(OPERATOR, name);
  const broken = findBreak(protocolHash ?? "", amendments);
  if (json) console.log(JSON.stringify({ study: name, protocolHash, chain: broken ?? "whole", amendments }, null, 2));
  else if (amendments.length === 0) console.log(`${name} was not amended.`);
  else {
    const rows = amendments.map((one) => [
      ...[String(one.number), one.at.slice(0, 16).replace("T", " "), describeAmendment(one), one.reason, one.hash],
    ]);
    console.log(toTable(["no.", "when (UTC)", "what", "why", "hash"], rows));
    console.log(broken ?? `The chain is whole, from the protocol ${protocolHash} on.`);
  }
  if (broken) process.exitCode = 1;
}
