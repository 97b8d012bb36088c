import "server-only";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeChecklists } from "@/lib/exports/paper/checklists";
import { writeMethods } from "@/lib/exports/paper/methods-paragraph";
import type { PaperFacts } from "@/lib/exports/paper/paper-facts";
import { writeQuality } from "@/lib/exports/paper/quality-tables";
import { toLatexTable, toMarkdownTable } from "@/lib/exports/paper/results-tables";
import { counted } from "@/lib/exports/paper/write-figures";
import { type PassedOn, writeLicences } from "@/lib/exports/paper/write-texts";
import { toCodebookCsv } from "@/lib/formats/vote-table";
import { canonicalJson } from "@/lib/studies/canonical-json";

/** The bundle's own words, by file name. */
export async function writeBundleTexts(facts: PaperFacts, passedOn: PassedOn): Promise<Record<string, string>> {
  const { results, protocol, amendments } = facts;
  const checklists = Object.entries(writeChecklists(facts)).map(([name, text]) => [`checklists/${name}`, text]);
  return {
    "README.md": writeReadme(facts),
    "codebook.csv": toCodebookCsv(),
    "results.json": `${JSON.stringify(results, null, 2)}\n`,
    "models.json": `${JSON.stringify(facts.models, null, 2)}\n`,
    "amendments.json": `${JSON.stringify(amendments, null, 2)}\n`,
    // to the byte what the protocol's hash is of
    ...(protocol && { "protocol.json": canonicalJson(protocol) }),
    "table.md": toMarkdownTable(results.analysis),
    "table.tex": toLatexTable(results.analysis),
    "methods.md": writeMethods(facts),
    "quality.md": writeQuality(facts),
    "licences.md": writeLicences(facts, passedOn),
    "recompute.py": await readRecomputeScript(),
    ...Object.fromEntries(checklists),
  };
}

/** It stands beside the sources, as they are run. */
function readRecomputeScript(): Promise<string> {
  return readFile(join(/* turbopackIgnore: true */ process.cwd(), "lib", "exports", "paper", "recompute.py"), "utf8");
}

function writeReadme({ study, results, protocol, isSample, isImported }: PaperFacts): string {
  const origin = isImported ? "The votes were given elsewhere and imported." : "";
  return `# ${study.replace(/\s+/g, " ")}

${isSample ? "**The prompts and responses of this study are sample text, written to show the product.**\n\n" : ""}${counted(results.votes, "vote")} by ${counted(results.raters, "rater")} on ${counted(results.prompts, "prompt")}. ${origin}
${results.protocolHash ? `Protocol: SHA-256 \`${results.protocolHash}\`, which is that of protocol.json.` : "There is no frozen protocol."}

| file | holds |
|---|---|
| votes.csv, codebook.csv | every current vote, and what its columns mean |
| results.json | every figure of the dashboard with its interval, method and options |
| recompute.py | recomputes the headline numbers from votes.csv with Python alone: \`python3 recompute.py\` |
| figure/ | the matrix as vector PDF and SVG, and as PNG of 300 dots an inch |
| table.tex, table.md | the matrix as a table with intervals |
| methods.md | a paragraph for the methods section |
| quality.md | agreement, sides, exclusions, amendments |
| checklists/ | ACL section D, NeurIPS, HEDS, filled in as far as the study recorded it |
${protocol ? "| protocol.json, protocol.md, protocol.pdf | the protocol in canonical JSON (RFC 8785), and as people read it |\n" : ""}| amendments.json | what was changed since, each chained to the hash before it |
| models.json | what the models are, as far as somebody said |
| prompts.jsonl, responses.jsonl, licences.md | the texts, where their licences allow it |
| manifest.json | every file's size and SHA-256 |

Raters appear under random names, which are of this study alone.
`;
}
