import { splitCells } from "@/lib/results/analyse/split-cells";
import { compareNames, listDeclaredPairs, orientPair } from "@/lib/results/list-pairs";
import type { StudyVotes } from "@/lib/results/study-votes";
import { type CountTable, selectCells } from "@/lib/stats/count-table";

/** One pair of models on one prompt set, seen from `model`. */
export type Contrast = {
  promptSet: string;
  model: string;
  opponent: string;
  /** Numbers of the two in the table. */
  focus: number;
  other: number;
  /** The study has something to judge for it. */
  isCompared: boolean;
  /** Its votes only. */
  table: CountTable;
};

/**
 * A study's contrasts, those of its protocol first, set by set, then any that only votes tell of. All of them are there,
 * whichever a reader chose, since p-values are adjusted over all.
 *
 * @param table the votes that count.
 */
export function listContrasts(votes: StudyVotes, table: CountTable): Contrast[] {
  const { protocol } = votes.study;
  const reference = protocol?.reference ?? null;
  const tables = splitByContrast(votes, table);
  const compared = new Set(votes.compared.map(({ promptSet, modelA, modelB }) => toKey(promptSet, modelA, modelB)));
  const empty = selectCells(table, () => false);
  const numbers = new Map(votes.models.map((name, number) => [name, number]));
  return votes.promptSets.flatMap(({ name }, set) => {
    const isDeclared = protocol?.promptSets.some((declared) => declared.name === name) ?? false;
    const declared = isDeclared && protocol ? listDeclaredPairs(protocol) : [];
    const known = declared.flatMap(([model, opponent]): [number, number][] => {
      const [focus, other] = [numbers.get(model), numbers.get(opponent)];
      return focus === undefined || other === undefined ? [] : [[focus, other]];
    });
    const listed = new Set(known.map(([focus, other]) => toKey(set, Math.min(focus, other), Math.max(focus, other))));
    const voted = [...tables.keys()].filter((key) => key.startsWith(`${set} `) && !listed.has(key));
    const onlyVoted = voted.map((key): [number, number] => {
      const [, one, two] = key.split(" ").map(Number) as [number, number, number];
      const [model] = orientPair([votes.models[one] ?? "", votes.models[two] ?? ""], reference);
      return model === votes.models[one] ? [one, two] : [two, one];
    });
    const toContrast = ([focus, other]: [number, number]): Contrast => {
      const key = toKey(set, Math.min(focus, other), Math.max(focus, other));
      const [model = "", opponent = ""] = [votes.models[focus], votes.models[other]];
      const isCompared = compared.has(key);
      return { promptSet: name, model, opponent, focus, other, isCompared, table: tables.get(key) ?? empty };
    };
    return [...known.map(toContrast), ...onlyVoted.map(toContrast).sort(byNames)];
  });
}

function byNames(one: Contrast, other: Contrast): number {
  return compareNames([one.model, one.opponent], [other.model, other.opponent]);
}

function toKey(set: number, low: number, high: number): string {
  return `${set} ${low} ${high}`;
}

function splitByContrast(votes: StudyVotes, table: CountTable): Map<string, CountTable> {
  const { models } = table;
  const parts = splitCells(table, (cell) => {
    const set = votes.prompts.set[table.prompt[cell] as number] as number;
    return (set * models + (table.modelA[cell] as number)) * models + (table.modelB[cell] as number);
  });
  return new Map(
    [...parts].map(([code, part]): [string, CountTable] => {
      const rest = Math.floor(code / models);
      return [toKey(Math.floor(rest / models), rest % models, code % models), part];
    }),
  );
}
