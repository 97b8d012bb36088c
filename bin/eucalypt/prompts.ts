import { type Command, Option } from "commander";
import {
  type CurateFlags,
  openCorpus,
  toLanguages,
  toNumber,
  toOptions,
  toShare,
  toShareOrNone,
} from "@/bin/eucalypt/curate-flags";
import { toCount } from "@/bin/eucalypt/parse-options";
import { withProgress } from "@/bin/eucalypt/progress";
import { tellCard, tellCuration, tellFetched, tellQueries, tellSealed } from "@/bin/eucalypt/tell-curation";
import { toTable } from "@/bin/eucalypt/to-table";
import { OPERATOR } from "@/lib/auth/actor";
import { AppError } from "@/lib/http/app-error";
import { type CorpusFile, curatePrompts } from "@/lib/imports/commands/curate-prompts";
import { fetchPrompts } from "@/lib/imports/commands/fetch-prompts";
import { CORPUS_FORMATS, QUERY_FORMATS } from "@/lib/imports/curate-schema";
import { openImportFile } from "@/lib/imports/import-file";
import { PUBLISHED_SETS, type PublishedSetName } from "@/lib/imports/published-sets";
import { reviewQueries } from "@/lib/prompts/curate/commands/review-queries";
import { sealCuration } from "@/lib/prompts/curate/commands/seal-curation";
import { getCuration, getPromptSetCard, listCuratedQueries, listCurations } from "@/lib/prompts/curate/queries";
import { DROPPING_STEPS } from "@/lib/prompts/curate/query";
import type { QueryFilter } from "@/lib/prompts/curate/schema";

type ForPrograms = { json?: boolean };

/** `prompts curate|curations|curation|review|seal|card|fetch`: prompt sets with a pedigree. */
export function registerPromptCommands(prompts: Command): void {
  registerCurate(prompts);
  registerReview(prompts);
  registerFetch(prompts);
}

function registerCurate(prompts: Command): void {
  prompts
    .command("curate")
    .argument("<raw>")
    .description("raw queries through every step of curation into a sealed set, or a draft to review")
    .addOption(new Option("--format <format>", "of the raw file").choices(QUERY_FORMATS).makeOptionMandatory())
    .requiredOption("--out-set <name>", "the prompt set that it becomes a version of")
    .option("--against <format:file...>", `training corpora; formats: ${CORPUS_FORMATS.join(", ")}`, [])
    .option("--licence <name>", "of the raw file, for the card")
    .option("--draft", "keep it open for review: see prompts review, prompts seal")
    .option("--near <similarity>", "near-duplicates from this Jaccard similarity on, or none", toShareOrNone, 0.8)
    .option("--languages <codes>", "two letters each, with commas between; or all", toLanguages, ["en"])
    .option("--language-margin <score>", "how far a wanted language may be behind the best", toShare, 0.05)
    .option("--no-code", "let prompts about programming pass this step")
    .option("--no-personal-data", "let personal data pass this step")
    .option("--no-unsafe", "let unsafe text pass this step")
    .option("--bleu <percent>", "contaminated above it", toNumber, 20)
    .option("--containment <share>", "contaminated above this share of 13-word n-grams", toShare, 0)
    .option("--categories <file>", 'rules as JSON: [{"category": …, "pattern": …}, …]')
    .option("--sample <count>", "draw this many of what is kept; needs --seed", toCount)
    .option("--seed <number>", "the same seed draws the same sample", toNumber)
    .option("--by-category", "each category's share in the sample is its share of what is kept")
    .option("--json", "for programs")
    .action(async (path: string, flags: CurateFlags & ForPrograms) => {
      const raw = await openImportFile(path);
      const corpora: (CorpusFile & { bytes: number })[] = [];
      for (const corpus of flags.against) corpora.push(await openCorpus(corpus));
      const total = corpora.reduce((sum, { bytes }) => sum + bytes, raw.totalBytes);
      const done = await withProgress(total, (onProgress) => {
        const read = [raw, ...corpora.map(({ file }) => file)].map(() => 0);
        const watch = (at: number) => (bytes: number) => {
          read[at] = bytes;
          onProgress(read.reduce((sum, each) => sum + each, 0));
        };
        const watched = corpora.map(({ file, format }, at) => ({
          file: { ...file, onProgress: watch(at + 1) },
          format,
        }));
        return curatePrompts(OPERATOR, { ...raw, onProgress: watch(0) }, watched, toOptions(flags));
      });
      const curation = await getCuration(OPERATOR, done.curationId);
      if (flags.json) console.log(JSON.stringify({ ...done, curation }));
      else console.log([tellCuration(curation), tellSealed(done.sealed, curation)].join("\n\n"));
    });
}

function registerReview(prompts: Command): void {
  prompts
    .command("curations")
    .description("all curations, the newest first")
    .action(async () => {
      const rows = (await listCurations(OPERATOR)).map(({ id, setName, source, createdAt, versions }) => [
        ...[id, setName, source.fileName, String(source.queries), versions.join(", ") || "draft"],
        createdAt.toISOString().slice(0, 10),
      ]);
      if (rows.length === 0) console.log("There are no curations yet. Begin with: prompts curate FILE");
      else console.log(toTable(["curation", "prompt set", "file", "queries", "sealed as version", "made"], rows));
    });
  prompts
    .command("curation")
    .argument("<id>")
    .description("what each step of a curation dropped; with --show, the queries")
    .addOption(new Option("--show <which>").choices(["kept", "dropped", "by-hand", ...DROPPING_STEPS]))
    .option("--json", "for programs")
    .action(async (id: string, { show, json }: ForPrograms & { show?: QueryFilter }) => {
      const curation = await getCuration(OPERATOR, id);
      if (!show) return console.log(json ? JSON.stringify(curation, null, 2) : tellCuration(curation));
      for (let after: number | null = 0; after !== null; ) {
        const page = await listCuratedQueries(OPERATOR, id, { show, after });
        for (const query of page.queries) console.log(json ? JSON.stringify(query) : tellQueries([query]));
        after = page.nextAfter;
      }
    });
  prompts
    .command("review")
    .argument("<curation>")
    .description("take drops back, or drop by hand; the next seal counts it")
    .option("--keep <id...>", "queries that stay, whatever the steps said", [])
    .option("--drop <id...>", "queries that go", [])
    .option("--undo <id...>", "queries for which the steps' word holds again", [])
    .action(async (curationId: string, { keep, drop, undo }: Record<"keep" | "drop" | "undo", string[]>) => {
      const orders = [
        { externalIds: keep, byHand: "kept" as const },
        { externalIds: drop, byHand: "dropped" as const },
        { externalIds: undo, byHand: null },
      ].filter(({ externalIds }) => externalIds.length > 0);
      if (orders.length === 0) throw new AppError("bad_input", "Name queries with --keep, --drop or --undo.");
      for (const order of orders) await reviewQueries(OPERATOR, { curationId, ...order });
      console.log(tellCuration(await getCuration(OPERATOR, curationId)));
    });
  prompts
    .command("seal")
    .argument("<curation>")
    .description("what a curation keeps becomes the next version of its set, with a card")
    .action(async (id: string) => {
      const sealed = await sealCuration(OPERATOR, id);
      console.log(tellSealed(sealed, await getCuration(OPERATOR, id)));
    });
}

function registerFetch(prompts: Command): void {
  prompts
    .command("fetch")
    .argument("<set>", PUBLISHED_SETS.join(", "))
    .description("a published test set from its repository, at a pinned commit, its SHA-256 checked")
    .option("--file <file>", "the same file, downloaded before")
    .option("--set <name>", "another name for the prompt set")
    .option("--json", "for programs")
    .action(async (name: string, { file, set, json }: ForPrograms & { file?: string; set?: string }) => {
      if (!(PUBLISHED_SETS as readonly string[]).includes(name)) {
        throw new AppError(
          "bad_input",
          `There is no published set "${name}" here. There are: ${PUBLISHED_SETS.join(", ")}.`,
        );
      }
      const given = file === undefined ? null : await openImportFile(file);
      const fetched = await fetchPrompts(OPERATOR, { which: name as PublishedSetName, set, file: given });
      console.log(json ? JSON.stringify(fetched) : tellFetched(fetched));
    });
  prompts
    .command("card")
    .argument("<set>")
    .description("a set's pedigree: source, licence, thresholds, counts per step, hash")
    .option("--version <number>", "by default the newest", toCount)
    .option("--json", "for programs")
    .action(async (name: string, { version, json }: ForPrograms & { version?: number }) => {
      const card = await getPromptSetCard(OPERATOR, { name, version });
      console.log(json ? JSON.stringify(card, null, 2) : tellCard(card));
    });
}
