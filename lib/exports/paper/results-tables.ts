import { writeEstimated, writePercent } from "@/lib/exports/paper/write-figures";
import type { ResultsFile } from "@/lib/results/analysis-schema";

type Analysed = ResultsFile["analysis"];
type Pair = Analysed["pairs"][number];

const HEADINGS = [
  "Prompt set",
  "Comparison",
  "Better",
  "Tied",
  "Worse",
  "Difference",
  "p (Holm)",
  "Votes",
  "Raters",
  "Prompts",
];

/** The matrix as a Markdown table: percent with 95% intervals. */
export function toMarkdownTable({ pairs, methods }: Analysed): string {
  const rows = pairs.map((pair) => toCells(pair).map(escapeMarkdown));
  return [
    `| ${HEADINGS.join(" | ")} |`,
    `|---|---|${"---:|".repeat(HEADINGS.length - 2)}`,
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
    "",
    `${describeColumns(pairs)} ${methods.shares ?? ""} ${methods.difference ?? ""} ${methods.test ?? ""}`,
    "",
  ].join("\n");
}

/** The same for LaTeX; needs booktabs. */
export function toLatexTable({ study, protocolHash, pairs, methods }: Analysed): string {
  const sets = [...new Set(pairs.map(({ promptSet }) => promptSet))];
  const rows = sets.map((set) =>
    pairs
      .filter(({ promptSet }) => promptSet === set)
      .map((pair) => `    ${toCells(pair).map(escapeLatex).join(" & ")} \\\\`)
      .join("\n"),
  );
  return [
    "% \\usepackage{booktabs}",
    ...(protocolHash ? [`% protocol ${protocolHash}`] : []),
    "\\begin{table*}[t]",
    "  \\centering\\small",
    `  \\begin{tabular}{ll${"r".repeat(HEADINGS.length - 2)}}`,
    "    \\toprule",
    `    ${HEADINGS.map(escapeLatex).join(" & ")} \\\\`,
    "    \\midrule",
    rows.join("\n    \\midrule\n"),
    "    \\bottomrule",
    "  \\end{tabular}",
    `  \\caption{${escapeLatex(`${study}. ${describeColumns(pairs)} ${methods.shares ?? ""} ${methods.test ?? ""}`.trim())}}`,
    `  \\label{tab:${study.toLowerCase().replace(/[^a-z0-9]+/g, "-")}}`,
    "\\end{table*}",
    "",
  ].join("\n");
}

function toCells(pair: Pair): string[] {
  return [
    pair.promptSet,
    `${pair.model} v ${pair.opponent}`,
    writeEstimated(pair.betterShare),
    writeEstimated(pair.tiedShare),
    writeEstimated(pair.worseShare),
    writeEstimated(pair.difference),
    pair.holmP.ok ? (pair.holmP.value < 0.001 ? "<0.001" : pair.holmP.value.toFixed(3)) : "–",
    ...[pair.votes, pair.raters, pair.prompts].map((count) => count.toLocaleString("en-US")),
  ];
}

function describeColumns(pairs: Pair[]): string {
  const bothBad = pairs.reduce((sum, pair) => sum + pair.bothBad, 0);
  const published = pairs.filter((pair) => pair.published !== null);
  return [
    "Percent of votes, seen from the first model, with 95% intervals; difference: better minus worse, in points.",
    ...(bothBad > 0 ? ["Both bad counts as tied."] : []),
    ...published.map(
      ({ promptSet, opponent, published: shares }) =>
        `Published by BAIR (2023) on ${promptSet} v ${opponent}: ${shares?.better} / ${shares?.tied} / ${shares?.worse}.`,
    ),
  ].join(" ");
}

function escapeMarkdown(cell: string): string {
  return cell.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|]/g, "\\$&");
}

const LATEX: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "−": "$-$",
  "–": "--",
  "·": "$\\cdot$",
  "×": "$\\times$",
  "<": "$<$",
  ">": "$>$",
};

export function escapeLatex(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\~^−–·×<>]|[&%$#_{}]/g, (character) => LATEX[character] ?? `\\${character}`);
}

/** How wide the intervals of the differences are: "half-widths of 6.1 to 9.8 points"; "": there are none. */
export function describeWidths(pairs: Pair[]): string {
  const widths = pairs.flatMap(({ difference }) =>
    difference.ok ? [(difference.value.interval.high - difference.value.interval.low) / 2] : [],
  );
  if (widths.length === 0) return "";
  const [least, most] = [writePercent(Math.min(...widths)), writePercent(Math.max(...widths))];
  return least === most ? `a half-width of ${least} points` : `half-widths of ${least} to ${most} points`;
}
