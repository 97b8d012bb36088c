import { readFile, stat } from "node:fs/promises";
import type { Command } from "commander";
import { quote } from "@/bin/eucalypt/parse-options";
import { writeOut } from "@/bin/eucalypt/write-whole";
import { OPERATOR } from "@/lib/auth/actor";
import { AppError } from "@/lib/http/app-error";
import { createStudyFromFile } from "@/lib/studies/commands/create-from-file";
import type { CreatedStudy } from "@/lib/studies/commands/create-study";
import { duplicateStudy } from "@/lib/studies/commands/duplicate-study";
import { getStudyFile } from "@/lib/studies/queries/get-study-file";
import {
  formatStudyFile,
  MOST_STUDY_FILE_BYTES,
  parseStudyFile,
  type StudyFile,
  toStudyFileJsonSchema,
} from "@/lib/studies/study-file";

/** `study export`, `study duplicate`, `study schema`: a design as one file, and once more. */
export function registerStudyFile(study: Command): void {
  study
    .command("export")
    .argument("<name>")
    .description("a study's whole design as one JSON file, for study create --from")
    .option("--out <file>", "where to; standard output where it is left out", "-")
    .action(async (name: string, { out }: { out: string }) => {
      await writeOut(out, toChunks(formatStudyFile(await getStudyFile(OPERATOR, name))));
      if (out !== "-") console.log(`Wrote the design of ${name} to ${out}`);
    });
  study
    .command("duplicate")
    .argument("<name>")
    .description("the same design as a new draft, without raters and votes")
    .requiredOption("--name <new name>", "of the new draft")
    .action(async (name: string, { name: newName }: { name: string }) => {
      tellMade(await duplicateStudy(OPERATOR, name, newName));
    });
  study
    .command("schema")
    .description("the JSON Schema of a study's file")
    .action(() => console.log(JSON.stringify(toStudyFileJsonSchema(), null, 2)));
}

/** @param name goes before the one in the file. */
export async function createFromFile(path: string, name?: string): Promise<void> {
  const file = parseStudyFile(await readText(path));
  tellMade(await createStudyFromFile(OPERATOR, { ...file, ...(name !== undefined && { name }) } satisfies StudyFile));
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MOST_STUDY_FILE_BYTES) throw new AppError("bad_input", `${path} is too large to be a study's file.`);
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof AppError) throw error;
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const reason = isMissing ? "There is no such file." : `${(error as Error).message}.`;
    throw new AppError("bad_input", `Cannot read ${path}. ${reason}`, { cause: error });
  }
}

export function tellMade({ name, protocol: { promptSets, models, pairs } }: CreatedStudy): void {
  console.log(
    `Made the draft ${name}: ${count(promptSets.length, "prompt set")}, ${count(models.length, "model")}, ${count(pairs.length, "pair")}.`,
  );
  console.log(`Open it to raters with: npm run eucalypt -- study open ${quote(name)}`);
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

export async function* toChunks(text: string | Buffer): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
