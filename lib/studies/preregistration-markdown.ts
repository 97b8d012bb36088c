import type { Preregistration, PreregistrationSection } from "@/lib/studies/preregistration";

/** What a study's address gives and a registry takes: the sections of the protocol in Markdown. */
export function toMarkdown({ title, facts, sections }: Preregistration): string {
  const parts = [`# ${toPlain(title)}`, toList(facts), ...sections.flatMap(toParts)];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function toParts({ title, facts, texts = [] }: PreregistrationSection): string[] {
  return [
    `## ${toPlain(title)}`,
    toList(facts),
    ...texts.flatMap(({ label, text }) => [`**${toPlain(label)}**`, quote(text)]),
  ];
}

function toList(facts: [string, string][]): string {
  return facts.map(([label, text]) => `- **${toPlain(label)}:** ${toPlain(text)}`).join("\n");
}

/** Others' words on one line, none of them read as a mark. */
function toPlain(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_[\]<>|#~]/g, "\\$&");
}

/** Markdown of its own, set off. */
function quote(text: string): string {
  return text
    .trim()
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}
