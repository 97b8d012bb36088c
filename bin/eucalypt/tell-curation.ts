import { toTable } from "@/bin/eucalypt/to-table";
import type { FetchedPrompts } from "@/lib/imports/commands/fetch-prompts";
import type { PromptSetCard } from "@/lib/prompts/card";
import type { SealedCuration } from "@/lib/prompts/curate/commands/seal-curation";
import type { CurationDetail, PromptSetCardDetail, ReviewedQuery } from "@/lib/prompts/curate/schema";

type Steps = CurationDetail["steps"] | NonNullable<PromptSetCard["curation"]>["steps"];

const SHOWN_CHARACTERS = 300;

/** The counts of a curation, step by step, each with its threshold. */
export function tellCuration(curation: CurationDetail): string {
  const { id, setName, source, corpora, options, steps, kept, droppedByHand, cleaned } = curation;
  return [
    `Curation ${id} for ${setName}: ${source.queries.toLocaleString("en")} queries of ${source.fileName}.`,
    ...corpora.map(
      ({ fileName, format, texts }) => `Held against ${fileName} (${format}): ${texts.toLocaleString("en")} texts.`,
    ),
    "",
    toStepTable(steps, options, corpora.length > 0),
    "",
    `Kept: ${kept}.${droppedByHand > 0 ? ` Dropped by hand: ${droppedByHand}.` : ""} Cleaned: ${cleaned} of all.`,
  ].join("\n");
}

export function tellSealed(sealed: SealedCuration | null, { id }: CurationDetail): string {
  if (!sealed)
    return `It is a draft. See the drops: prompts curation ${id} --show dropped\nSeal it: prompts seal ${id}`;
  const what = `${sealed.promptCount} prompts as ${sealed.name}, version ${sealed.version}`;
  return sealed.status === "created"
    ? `Sealed ${what}. SHA-256 ${sealed.digest}`
    : `Nothing changed: there are these ${what}, already.`;
}

/** One paragraph a query, with why it was dropped and on which words. */
export function tellQueries(queries: ReviewedQuery[]): string {
  return queries
    .map(({ externalId, line, turns, category, droppedBy, dropReason, dropEvidence, byHand }) => {
      const said = turns
        .map(({ text }) => text)
        .join(" / ")
        .replaceAll(/\s+/g, " ");
      const shown = said.length > SHOWN_CHARACTERS ? `${said.slice(0, SHOWN_CHARACTERS)}…` : said;
      const because = droppedBy && `  ${droppedBy}: ${dropReason}${dropEvidence ? ` Found: "${dropEvidence}"` : ""}`;
      return [`${externalId} (line ${line}, ${category}${byHand ? `; ${byHand} by hand` : ""}): ${shown}`, because]
        .filter(Boolean)
        .join("\n");
    })
    .join("\n");
}

export function tellCard({ name, version, promptCount, digest, cardHash, card }: PromptSetCardDetail): string {
  const head = `${name}, version ${version}: ${promptCount} prompts. SHA-256 ${digest}`;
  if (!card) return `${head}\nIt has no card: it was imported as it was.`;
  const { source, curation, categories } = card;
  const lines = [
    head,
    `Card: SHA-256 ${cardHash}`,
    `Source: ${source.fileName} (${source.format}), ${source.queries} queries, SHA-256 ${source.sha256}`,
    source.repository ? `Published: ${source.repository} at ${source.commit}` : null,
    `Licence: ${source.licence ?? "not given"}`,
  ];
  if (curation) {
    lines.push(
      ...curation.corpora.map(
        ({ fileName, format, texts, sha256 }) =>
          `Held against: ${fileName} (${format}), ${texts} texts, SHA-256 ${sha256}`,
      ),
      "",
      toStepTable(curation.steps, curation.options as CurationDetail["options"], curation.corpora.length > 0),
      "",
      `Taken back by hand: ${curation.takenBack.join(", ") || "none"}. Dropped by hand: ${curation.droppedByHand.join(", ") || "none"}.`,
      curation.notHeldAgainstCorpora > 0
        ? `Of those taken back, ${curation.notHeldAgainstCorpora} were never held against the corpora.`
        : null,
      `Kept: ${curation.kept}. In the set: ${promptCount}, of which cleaned: ${curation.cleaned}.`,
    );
  }
  lines.push(`Categories: ${categories.map(({ category, prompts }) => `${category} ${prompts}`).join(", ")}.`);
  return lines.filter((line) => line !== null).join("\n");
}

export function tellFetched({ status, set, version, prompts, repository, commit, licence }: FetchedPrompts): string {
  const what = `${prompts} prompts of ${repository} at ${commit.slice(0, 12)} as ${set}, version ${version}`;
  const done = status === "imported" ? `Fetched ${what}.` : `Nothing changed: there are these ${what}, already.`;
  return `${done} Its SHA-256 is the published one. Licence: ${licence}.`;
}

function toStepTable(steps: Steps, options: CurationDetail["options"], hasCorpora: boolean): string {
  const thresholds: Record<string, string> = {
    "near-duplicate": options.nearDuplicate === null ? "left out" : `similarity from ${options.nearDuplicate}`,
    language:
      options.languages.length === 0 ? "left out" : `${options.languages.join(", ")}; margin ${options.languageMargin}`,
    code: options.dropCode ? "" : "left out",
    "personal-data": options.dropPersonalData ? "" : "left out",
    unsafe: options.dropUnsafe ? "" : "left out",
    contamination: hasCorpora
      ? `BLEU above ${options.bleu}; 13-grams above ${options.containment}`
      : "no corpora given",
  };
  const rows = steps.map(({ step, came, dropped, takenBack }) => [
    ...[step, String(came), String(dropped), String(takenBack), thresholds[step] ?? ""],
  ]);
  return toTable(["step", "came", "dropped", "taken back", "threshold"], rows);
}
