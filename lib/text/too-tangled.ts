const MAX_CHARACTERS = 120_000;
const MAX_LINES = 5_000;
const MAX_UNDERLINES = 500;
const MAX_CONTAINERS_PER_LINE = 24;
const MAX_CONTAINERS = 3_000;
const MAX_LIST_INDENT = 120;
const MAX_BRACKETS_PER_BLOCK = 1_500;
const MAX_MARKER_RUNS_PER_BLOCK = 3_000;
/** For a block of code, whose brackets Markdown does not read: ten times as much, and not endless, for the guess may err. */
const CODE_FACTOR = 10;

const CONTAINERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))+/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Whether Markdown's parser might take far more than linear time or depth over a text. Its cost is quadratic in the brackets
 * and markers of one block (100 kB of `]` takes it over a minute) and in nested containers, so these are counted first.
 */
export function isTooTangled(source: string): boolean {
  if (source.length > MAX_CHARACTERS) return true;
  const lines = source.split("\n");
  if (lines.length > MAX_LINES) return true;
  let containers = 0;
  let underlines = 0;
  let fence = "";
  let block = { brackets: 0, runs: 0 };
  for (const line of lines) {
    const marks = countContainers(line);
    containers += marks;
    if (marks > MAX_CONTAINERS_PER_LINE || containers > MAX_CONTAINERS) return true;
    // every underlined heading costs as much as there are lines
    underlines += /^[ \t>]*(?:=+|-+)[ \t]*$/.test(line) ? 1 : 0;
    if (underlines > MAX_UNDERLINES) return true;
    if (marks > 0 && line.search(/[^ \t]/) > MAX_LIST_INDENT) return true;
    if (fence === "" && line.trim() === "") block = { brackets: 0, runs: 0 };
    const opened = FENCE.exec(line)?.[1] ?? "";
    if (opened !== "" && (fence === "" || opened.startsWith(fence))) {
      fence = fence === "" ? opened : "";
      block = { brackets: 0, runs: 0 };
    }
    block.brackets += countMatches(line, /[[\]]/g);
    block.runs += countMatches(line, /\*+|_+|~+|`+|@|\|/g);
    const factor = fence === "" ? 1 : CODE_FACTOR;
    if (block.brackets > MAX_BRACKETS_PER_BLOCK * factor || block.runs > MAX_MARKER_RUNS_PER_BLOCK * factor)
      return true;
  }
  return false;
}

function countContainers(line: string): number {
  const prefix = CONTAINERS.exec(line.slice(0, 2_000))?.[0] ?? "";
  return countMatches(prefix, />|[-*+]|\d+/g);
}

function countMatches(line: string, pattern: RegExp): number {
  return line.match(pattern)?.length ?? 0;
}
