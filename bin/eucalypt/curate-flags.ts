import { readFileSync } from "node:fs";
import { InvalidArgumentError } from "commander";
import { toNames } from "@/bin/eucalypt/parse-options";
import { AppError } from "@/lib/http/app-error";
import type { CorpusFile } from "@/lib/imports/commands/curate-prompts";
import { type CuratePromptsOptions, corpusFormatSchema } from "@/lib/imports/curate-schema";
import { openImportFile } from "@/lib/imports/import-file";

/** What `prompts curate` is told. */
export type CurateFlags = {
  format: CuratePromptsOptions["format"];
  outSet: string;
  against: string[];
  licence?: string;
  draft?: boolean;
  near: number | null;
  languages: string[];
  languageMargin: number;
  code: boolean;
  personalData: boolean;
  unsafe: boolean;
  bleu: number;
  containment: number;
  categories?: string;
  sample?: number;
  seed?: number;
  byCategory?: boolean;
};

export function toOptions(flags: CurateFlags): CuratePromptsOptions {
  const { sample: size, seed } = flags;
  if ((size === undefined) !== (seed === undefined)) {
    throw new AppError(
      "bad_input",
      "Give a sample size and a seed together, so that the same sample can be drawn again.",
    );
  }
  const sample =
    size === undefined || seed === undefined ? null : { size, seed, byCategory: flags.byCategory ?? false };
  return {
    ...{ format: flags.format, set: flags.outSet, licence: flags.licence ?? null, draft: flags.draft ?? false },
    options: {
      ...{ nearDuplicate: flags.near, languages: flags.languages, languageMargin: flags.languageMargin },
      ...{ dropCode: flags.code, dropPersonalData: flags.personalData, dropUnsafe: flags.unsafe },
      ...{ bleu: flags.bleu, containment: flags.containment, sample },
      categories: flags.categories === undefined ? null : readRules(flags.categories),
    },
  };
}

/** @returns what the schema has yet to check. */
function readRules(path: string): never {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as never;
  } catch (error) {
    throw new AppError("bad_input", `Cannot read the rules in ${path}: ${(error as Error).message}.`, { cause: error });
  }
}

export async function openCorpus(given: string): Promise<CorpusFile & { bytes: number }> {
  const [format = "", ...rest] = given.split(":");
  const parsed = corpusFormatSchema.safeParse(format);
  if (!parsed.success || rest.length === 0) {
    throw new AppError(
      "bad_input",
      `"${given}" has no format. ${parsed.error?.issues[0]?.message ?? "Give a corpus as FORMAT:FILE."}`,
    );
  }
  const file = await openImportFile(rest.join(":"));
  return { file, format: parsed.data, bytes: file.totalBytes };
}

export function toNumber(value: string): number {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) throw new InvalidArgumentError("It is a number.");
  return number;
}

export function toShare(value: string): number {
  const share = toNumber(value);
  if (share < 0 || share > 1) throw new InvalidArgumentError("It is from 0 to 1.");
  return share;
}

export function toShareOrNone(value: string): number | null {
  return value === "none" ? null : toShare(value);
}

export function toLanguages(value: string): string[] {
  return value === "all" ? [] : toNames(value);
}
