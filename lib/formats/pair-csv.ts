import type { ByteStream } from "./decode-text";
import { describeValue } from "./describe-value";
import { FormatError } from "./format-error";
import { unguardFormula } from "./formula-guard";
import { readCsv, requireColumns } from "./read-csv";
import type { VoteChoice } from "./records";
import { refuseSameModel } from "./two-models";
import { toChoice } from "./winner";
import { csvEncoding } from "./write-csv";
import { rowWriter } from "./write-rows";
import { type FormatWriter, MEDIA_TYPES } from "./writer";

/** A row of the tables that packages for ranking read: two models and which won, without a prompt. */
export type PairRow = { line: number; worker: string | null; left: string; right: string; choice: VoteChoice };

const EVALICA_CHOICES = {
  first: "kept",
  second: "kept",
  tie: "kept",
  both_bad: "as_tie",
  cannot_judge: "dropped",
} as const;
const CROWD_KIT_CHOICES = { ...EVALICA_CHOICES, tie: "dropped", both_bad: "dropped" } as const;

/** Evalica: `left,right,winner` with the winner `left`, `right` or `tie`. */
export const evalicaWriter: FormatWriter = {
  title: "Evalica CSV",
  extension: "csv",
  mediaType: MEDIA_TYPES.csv,
  needsTexts: false,
  choices: EVALICA_CHOICES,
  loses: [
    ...(["raters", "rater-kind", "prompts", "inputs", "texts", "turn", "both-bad-as-tie", "cannot-judge"] as const),
    ...(["times", "circumstances", "protocol"] as const),
  ],
  write: rowWriter(EVALICA_CHOICES, csvEncoding(["left", "right", "winner"]), ({ firstModel, secondModel, choice }) => [
    [firstModel, secondModel, choice === "first" ? "left" : choice === "second" ? "right" : "tie"],
  ]),
};

/** crowd-kit: `worker,left,right,label` with the winner's name as the label. */
export const crowdKitWriter: FormatWriter = {
  title: "crowd-kit CSV",
  extension: "csv",
  mediaType: MEDIA_TYPES.csv,
  needsTexts: false,
  choices: CROWD_KIT_CHOICES,
  loses: [
    ...(["rater-kind", "prompts", "inputs", "texts", "turn", "ties", "both-bad", "cannot-judge"] as const),
    ...(["times", "circumstances", "protocol"] as const),
  ],
  write: rowWriter(CROWD_KIT_CHOICES, csvEncoding(["worker", "left", "right", "label"]), (vote) => [
    [vote.rater, vote.firstModel, vote.secondModel, vote.choice === "first" ? vote.firstModel : vote.secondModel],
  ]),
};

/** Evalica's table, its winner in any published spelling. Apostrophes that guard a formula are taken off. */
export async function* readEvalica(bytes: ByteStream): AsyncGenerator<PairRow> {
  for await (const { line, record } of readCsv(bytes, requireColumns("left", "right", "winner"))) {
    yield { line, worker: null, ...modelsOf(record, line), choice: toChoice(record.winner ?? "", line) };
  }
}

/** crowd-kit's table. Apostrophes that guard a formula are taken off. */
export async function* readCrowdKit(bytes: ByteStream): AsyncGenerator<PairRow> {
  for await (const { line, record } of readCsv(bytes, requireColumns("worker", "left", "right", "label"))) {
    const { left, right } = modelsOf(record, line);
    const label = unguardFormula(record.label ?? "");
    if (label !== left && label !== right) {
      throw new FormatError({
        line,
        field: "label",
        problem: `the cell "label" is ${describeValue(label)}`,
        mend: `Write the name of the winner, "${left}" or "${right}".`,
      });
    }
    yield {
      line,
      worker: unguardFormula(record.worker ?? ""),
      left,
      right,
      choice: label === left ? "first" : "second",
    };
  }
}

function modelsOf(record: Record<string, string>, line: number): { left: string; right: string } {
  const left = unguardFormula(record.left ?? "");
  const right = unguardFormula(record.right ?? "");
  refuseSameModel(left, right, line, "right");
  return { left, right };
}
