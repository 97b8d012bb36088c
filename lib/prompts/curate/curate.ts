import { createBreather } from "./breathe";
import { createCategoriser, DEFAULT_CATEGORY_RULES } from "./categories";
import { cleanText } from "./clean-text";
import { type Contamination, ContaminationCheck, type ExampleText } from "./contamination/contamination-check";
import type { CurationOptions } from "./options";
import { type CuratedQuery, type DroppingStep, type Judge, type RawQuery, wholeText } from "./query";
import { judgeCode } from "./steps/code";
import { createExactJudge, createNormalisedJudge } from "./steps/duplicates";
import { createNearJudge } from "./steps/near-duplicates";
import { judgePersonalData } from "./steps/personal-data";
import { judgeUnsafe } from "./steps/unsafe";

/** Texts of all corpora, one after another; null: there are none to hold the queries against. */
type Corpora = AsyncIterable<ExampleText> | null;

export type Curated = {
  queries: CuratedQuery[];
  /** How many texts of corpora were looked at; 0: there were no corpora. */
  examples: number;
};

/**
 * Takes raw queries through the steps, in their order: the first one that objects drops a query, and the later ones do not
 * see it. Nothing is forgotten: a dropped query stays in the list with its reason.
 *
 * Every step looks at the cleaned text, so that a page marker or an entity hides no copy; the set gets the cleaned text too.
 *
 * Memory: the raw queries, and the index of those that come as far as the corpora, which are read once and not kept.
 */
export async function curate(
  raw: AsyncIterable<RawQuery>,
  corpora: Corpora,
  options: CurationOptions,
): Promise<Curated> {
  const judges = await createJudges(options);
  const categorise = createCategoriser(options.categories ?? DEFAULT_CATEGORY_RULES);
  const breathe = createBreather();
  const queries: CuratedQuery[] = [];
  for await (const { line, externalId, turns, category } of raw) {
    await breathe();
    const cleaned = turns.map(({ text, input }) => ({
      // of a marker alone nothing would be left
      text: cleanText(text) || text,
      input: input === null ? null : cleanText(input) || input,
    }));
    const isChanged = JSON.stringify(cleaned) !== JSON.stringify(turns);
    const query = { line, externalId, turns: cleaned, category };
    const text = wholeText(cleaned);
    queries.push({
      ...query,
      category: category ?? categorise(text),
      position: queries.length + 1,
      original: isChanged ? turns : null,
      dropped: firstDrop(judges, query, text),
    });
  }
  const examples = corpora === null ? 0 : await dropContaminated(queries, corpora, options);
  return { queries, examples };
}

async function createJudges(options: CurationOptions): Promise<[DroppingStep, Judge][]> {
  const { nearDuplicate, languages, languageMargin } = options;
  // its tables take 170 MB, which a process that curates nothing is spared
  const { createLanguageJudge } = await import("./steps/language");
  return [
    ["exact-duplicate", createExactJudge()],
    ["normalised-duplicate", createNormalisedJudge()],
    ...(nearDuplicate === null ? [] : [["near-duplicate", createNearJudge(nearDuplicate)] as [DroppingStep, Judge]]),
    ...(languages.length === 0
      ? []
      : [["language", createLanguageJudge(languages, languageMargin)] as [DroppingStep, Judge]]),
    ...(options.dropCode ? [["code", judgeCode] as [DroppingStep, Judge]] : []),
    ...(options.dropPersonalData ? [["personal-data", judgePersonalData] as [DroppingStep, Judge]] : []),
    ...(options.dropUnsafe ? [["unsafe", judgeUnsafe] as [DroppingStep, Judge]] : []),
  ];
}

function firstDrop(judges: [DroppingStep, Judge][], query: RawQuery, text: string): CuratedQuery["dropped"] {
  for (const [step, judge] of judges) {
    const drop = judge(query, text);
    if (drop) return { step, ...drop };
  }
  return null;
}

/** @returns how many texts were looked at. */
async function dropContaminated(
  queries: CuratedQuery[],
  corpora: AsyncIterable<ExampleText>,
  { bleu, containment }: CurationOptions,
): Promise<number> {
  const left = queries.filter(({ dropped }) => dropped === null);
  const check = new ContaminationCheck(
    left.map(({ turns }) => wholeText(turns)),
    { bleu, containment },
  );
  const breathe = createBreather();
  for await (const example of corpora) {
    await breathe();
    check.check(example);
  }
  for (const [at, found] of check.results().entries()) {
    const reason = toReason(found);
    if (reason) (left[at] as CuratedQuery).dropped = { step: "contamination", reason, evidence: null };
  }
  return check.examples;
}

function toReason({ bleu, containment }: Contamination): string | null {
  const said = [
    bleu && `BLEU ${bleu.score.toFixed(1)} against ${bleu.corpus}, line ${bleu.line}`,
    containment &&
      `${Math.round(100 * containment.share)}% of its 13-word n-grams in ${containment.corpus}, line ${containment.line}`,
  ].filter((each) => each !== null);
  return said.length === 0 ? null : `A training corpus has it: ${said.join("; ")}.`;
}
