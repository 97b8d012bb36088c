import { FormatError } from "./format-error";
import type { VoteColumn, VoteColumns } from "./records";

// the first that the header has is taken: our own names, then those of Evalica, crowd-kit, the arena and MT-Bench
const USUAL_NAMES: Record<VoteColumn, string[]> = {
  left: ["left", "first", "model_a"],
  right: ["right", "second", "model_b"],
  winner: ["winner", "choice", "label"],
  rater: ["rater", "worker", "judge"],
  prompt: ["prompt", "prompt_id", "question_id", "task"],
  turn: ["turn"],
  time: ["time", "voted_at", "tstamp", "timestamp"],
};

const OPTIONAL: VoteColumn[] = ["turn", "time"];

export type FoundColumns = Record<Exclude<VoteColumn, "turn" | "time">, string> &
  Record<"turn" | "time", string | null>;

/** Which column of this header says what. */
export function findVoteColumns(header: string[], given: VoteColumns, line: number): FoundColumns {
  const kinds = Object.keys(USUAL_NAMES) as VoteColumn[];
  const found = new Map<VoteColumn, string>();
  for (const kind of kinds) {
    const asked = given[kind];
    if (asked !== undefined && !header.includes(asked)) throw unknownColumn(kind, asked, header, line);
    const name = asked ?? USUAL_NAMES[kind].find((usual) => header.includes(usual));
    if (name !== undefined) found.set(kind, name);
  }
  const missing = kinds.filter((kind) => !found.has(kind) && !OPTIONAL.includes(kind));
  if (missing.length > 0) throw missingColumns(missing, header, line);
  const { turn = null, time = null, ...needed } = Object.fromEntries(found) as FoundColumns;
  return { ...needed, turn, time };
}

function unknownColumn(kind: VoteColumn, asked: string, header: string[], line: number): FormatError {
  return new FormatError({
    line,
    field: asked,
    problem: `there is no column "${asked}" for the ${kind}`,
    mend: `Name one of these with --columns ${kind}=…: ${header.join(", ")}.`,
  });
}

function missingColumns(missing: VoteColumn[], header: string[], line: number): FormatError {
  const names = missing.map((kind) => `"${kind}"`).join(" and ");
  const problem = missing.length === 1 ? `the column ${names} is missing` : `the columns ${names} are missing`;
  const mend = `Say which they are with --columns ${missing.map((kind) => `${kind}=…`).join(",")}. The file has: ${header.join(", ")}.`;
  return new FormatError({ line, field: missing[0] ?? null, problem, mend });
}
