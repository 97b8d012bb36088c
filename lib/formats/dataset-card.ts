import { TABLE_COLUMNS } from "./vote-columns-table";
import { DROP_REASONS, type DropReason, type FormatWriter, LOSSES, type WriteSummary } from "./writer";

export type CardFacts = {
  /** The study's name. */
  name: string;
  /** What the Hub calls it, such as `cc-by-4.0`; null where the researcher has not said. */
  licence: string | null;
  /** ISO 639-1 codes; empty where they are not known. */
  languages: string[];
  protocolHash: string | null;
  /** Why the study closed, in a sentence; null: it is open, or its researchers closed it. */
  ended: string | null;
  aggregation: "each-vote" | "majority";
  fileName: string;
  models: string[];
  promptSets: string[];
};

const SIZES: [below: number, name: string][] = [
  [1_000, "n<1K"],
  [10_000, "1K<n<10K"],
  [100_000, "10K<n<100K"],
  [1_000_000, "100K<n<1M"],
  [10_000_000, "1M<n<10M"],
];

/** README.md of a dataset, with the front matter that the Hugging Face Hub reads. */
export function toDatasetCard(facts: CardFacts, writer: FormatWriter, summary: WriteSummary): string {
  const columns = writer.extension === "parquet" || writer.title === "Votes as CSV" ? columnTable() : [];
  return [
    ...frontMatter(facts, summary.rows),
    "",
    `# ${oneLine(facts.name)}`,
    "",
    `${writer.title}: blind comparisons of ${facts.models.map(oneLine).join(", ")} on ${facts.promptSets.map(oneLine).join(", ")}.`,
    "",
    `- Rows: ${summary.rows}, from ${summary.written} of ${summary.votes} ${facts.aggregation === "majority" ? "pairs" : "votes"}.`,
    `- Aggregation: ${facts.aggregation === "majority" ? "the choice that more votes of a pair have than any other" : "each vote by itself"}.`,
    `- Protocol: ${facts.protocolHash ? `SHA-256 ${facts.protocolHash}` : "none; the votes were imported"}.`,
    ...(facts.ended ? [`- How it ended: ${oneLine(facts.ended)}`] : []),
    ...Object.entries(summary.dropped).map(
      ([reason, count]) => `- Left out: ${count}, ${DROP_REASONS[reason as DropReason]}.`,
    ),
    ...(writer.loses.length === 0 ? [] : ["", "The format has no place for:", ""]),
    ...writer.loses.map((loss) => `- ${LOSSES[loss]}`),
    ...columns,
    "",
  ].join("\n");
}

// a JSON string is a YAML string, whatever a study's name holds
function frontMatter({ name, licence, languages, fileName }: CardFacts, rows: number): string[] {
  const size = SIZES.find(([below]) => rows < below)?.[1] ?? "n>10M";
  return [
    "---",
    `pretty_name: ${JSON.stringify(name)}`,
    ...(licence ? [`license: ${JSON.stringify(licence)}`] : []),
    ...(languages.length > 0 ? ["language:", ...languages.map((code) => `- ${JSON.stringify(code)}`)] : []),
    "tags:",
    "- human-feedback",
    "- preference",
    "size_categories:",
    `- ${size}`,
    "configs:",
    "- config_name: default",
    "  data_files:",
    "  - split: train",
    `    path: ${JSON.stringify(fileName)}`,
    "---",
  ];
}

function columnTable(): string[] {
  const rows = TABLE_COLUMNS.map(({ name, meaning, values }) => `| \`${name}\` | ${meaning} | ${values} |`);
  return ["", "## Columns", "", "| column | meaning | values |", "|---|---|---|", ...rows];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|]/g, "\\$&");
}
