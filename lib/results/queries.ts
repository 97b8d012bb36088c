import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { Actor } from "@/lib/auth/actor";
import type { Study } from "@/lib/db/generated/client";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { answerOrNull } from "@/lib/http/answer-or-null";
import { AppError } from "@/lib/http/app-error";
import { parseAnalysisOptions, type Query, toDefaultOptions } from "@/lib/results/analysis-options";
import type { Analysis, AnalysisOptions, ResultsFile } from "@/lib/results/analysis-schema";
import { getAnalysisJson } from "@/lib/results/cached-analysis";
import { findAskedResults } from "@/lib/results/criteria";
import { explainNoBar } from "@/lib/results/explain-no-bar";
import { findPublished } from "@/lib/results/published-koala-2023";
import type { MatrixBar, MatrixPanel, Results, ResultsRow, StudyMatrix } from "@/lib/results/schema";
import { type Tally, type TallySet, tallyVotes } from "@/lib/results/tally";
import type { Amendment } from "@/lib/studies/amendment-schema";
import { readAmendments } from "@/lib/studies/queries/list-amendments";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { findStopReason } from "@/lib/studies/queries/studies";
import { protocolSchema } from "@/lib/studies/schema";
import { describeStop } from "@/lib/studies/stop-reason";
import { readVersion } from "@/lib/votes/results-version";

/**
 * @param actor null: anyone, and then the study must be published.
 * @throws {AppError} not_found.
 */
export async function getResults(actor: Actor | null, name: string): Promise<Results> {
  const study = await requireReadable(actor, name);
  const { rows, raters, prompts } = await tallyVotes(study);
  const votes = rows.reduce((sum, row) => sum + row.votes, 0);
  return { study: study.name, protocolHash: study.protocolHash, votes, raters, prompts, matrix: rows };
}

/** The same votes, as the pages draw them. Arguments and errors as `getResults`. */
export async function getMatrix(actor: Actor | null, name: string): Promise<StudyMatrix> {
  const study = await requireReadable(actor, name);
  // read first: the numbers may be newer than it says, and are then drawn once more, but never older
  const version = await findVersion(study.id);
  const [tally, compared] = await Promise.all([tallyVotes(study), listCompared(study.id)]);
  const { id, status, isSample, protocolHash, openedAt, publishedAt, origin } = study;
  return {
    study: study.name,
    version,
    status,
    isSample,
    isImported: origin === "imported",
    offersBothBad: (tally.protocol?.choices.includes("both_bad") ?? false) || tally.rows.some((row) => row.bothBad > 0),
    protocolHash,
    votesWanted: hasPlan(study) ? await countPlaces(id) : null,
    votes: tally.rows.reduce((sum, row) => sum + row.votes, 0),
    raters: tally.raters,
    prompts: tally.prompts,
    openedAt,
    publishedAt,
    panels: tally.sets.map((set) => toPanel(study, set, tally, compared)),
  };
}

/**
 * All figures of a study's votes, each with its interval. They may be a second older than the votes, and `version` says of
 * which votes they are.
 *
 * @throws {AppError} not_found; unavailable: it takes too long.
 */
export async function getAnalysis(actor: Actor | null, name: string, options: AnalysisOptions): Promise<Analysis> {
  return JSON.parse(await getAnalysisText(actor, name, options));
}

/** The same as JSON, for whoever sends it on. */
export async function getAnalysisText(actor: Actor | null, name: string, options: AnalysisOptions): Promise<string> {
  const { id: studyId } = await requireReadable(actor, name);
  return getAnalysisJson({ studyId, options });
}

/**
 * What raters said beside the choice. It is counted anew each time, and may be newer than the analysis beside it.
 *
 * @returns null: the study asks for nothing beside the choice.
 * @throws {AppError} not_found.
 */
export async function getAskedResults(actor: Actor | null, name: string, options: AnalysisOptions) {
  return await findAskedResults(await requireReadable(actor, name), options);
}

/** Results and analysis count the same votes: where one came in between the two, they are read again. */
const MOST_TRIES = 5;

/**
 * What `results NAME --json` prints and the studio's JSON download holds: counts, and every figure that the dashboards
 * show with its method. The same votes and options give the same bytes.
 *
 * @param query options as in an address; what is not there is as the study plans it.
 * @throws {AppError} not_found; bad_input; unavailable: it takes too long.
 */
export async function getResultsFile(actor: Actor | null, name: string, query: Query): Promise<ResultsFile> {
  const options = parseAnalysisOptions(query, await getAnalysisDefaults(actor, name));
  const stop = await findStopReason((await requireReadable(actor, name)).id);
  const stopped = stop && { stopped: { ...stop, sentence: describeStop(stop) } };
  const amendments = await getAmendments(actor, name);
  const amended = amendments.length > 0 && { amendments };
  for (let tries = 1; ; tries++) {
    const results = await getResults(actor, name);
    const asked = await getAskedResults(actor, name, options);
    const { version: _, computedAt: __, ...analysis } = await getAnalysis(actor, name, options);
    const isWhole = options.promptSet === null && options.category === null && !options.withExcluded;
    if (!isWhole || analysis.votes === results.votes || tries >= MOST_TRIES)
      return { ...results, ...stopped, ...amended, ...(asked && { asked }), analysis };
    await wait(READ_AGAIN_MS);
  }
}

const READ_AGAIN_MS = 500;

/** What holds where a reader chose nothing: the study's analysis plan. Errors as `getAnalysis`. */
export async function getAnalysisDefaults(actor: Actor | null, name: string): Promise<AnalysisOptions> {
  const parsed = protocolSchema.safeParse((await requireReadable(actor, name)).protocol);
  return toDefaultOptions(parsed.success ? parsed.data : null);
}

/** For anyone, without an account; a study that is not published is not there. */
export async function getPublishedResults(name: string): Promise<StudyMatrix> {
  return await getMatrix(null, name);
}

/**
 * Whose versions `/api/studies/NAME/events` tells.
 *
 * @param actor null: anyone, and then the study must be published.
 * @throws {AppError} not_found.
 */
export async function getResultsStudyId(actor: Actor | null, name: string): Promise<string> {
  return (await requireReadable(actor, name)).id;
}

/**
 * What was changed since the protocol was frozen, in its order.
 *
 * @param actor null: anyone, and then the study must be published.
 * @throws {AppError} not_found.
 */
export async function getAmendments(actor: Actor | null, name: string): Promise<Amendment[]> {
  return readAmendments(getPrisma(), (await requireReadable(actor, name)).id);
}

async function requireReadable(actor: Actor | null, name: string): Promise<Study> {
  if (actor) return (await requireStudy(getPrisma(), actor, { name }, "read")).study;
  const study = await getPrisma().study.findFirst({ where: { name, publishedAt: { not: null } } });
  if (!study) throw new AppError("not_found", `There are no published results of a study ${name}.`);
  return study;
}

const REDIS_PATIENCE_MS = 500;

/** "" while Redis is away: results are counted all the same, and are drawn anew when it is back. */
async function findVersion(studyId: string): Promise<string> {
  return (await answerOrNull(() => readVersion(studyId), REDIS_PATIENCE_MS)) ?? "";
}

function hasPlan({ kind, origin, protocolHash }: Study): boolean {
  return kind === "fixed" && origin === "native" && protocolHash !== null;
}

async function countPlaces(studyId: string): Promise<number> {
  const where = { studyId, purpose: "main" } as const;
  const { _sum } = await getPrisma().comparison.aggregate({ where, _sum: { capacity: true } });
  return _sum.capacity ?? 0;
}

/** The pairs that have something to judge, as `pairKey` writes them. */
async function listCompared(studyId: string): Promise<Set<string>> {
  const { rows } = await getPool().query<{ set: string; a: string; b: string }>(
    `SELECT DISTINCT s.name AS set, a.name AS a, b.name AS b FROM comparisons c
    JOIN prompts p ON p.id = c.prompt_id JOIN prompt_sets s ON s.id = p.prompt_set_id
    JOIN models a ON a.id = c.model_a_id JOIN models b ON b.id = c.model_b_id
    WHERE c.study_id = $1 AND c.purpose = 'main'`,
    [studyId],
  );
  return new Set(rows.map(({ set, a, b }) => pairKey(set, a, b)));
}

function pairKey(promptSet: string, ...models: [string, string]): string {
  return JSON.stringify([promptSet, ...models.sort()]);
}

function toPanel(study: Study, set: TallySet, { protocol, rows }: Tally, compared: Set<string>): MatrixPanel {
  const own = rows.filter((row) => row.promptSet === set.name);
  const reference = protocol?.reference ?? null;
  const isOneAgainstAll = own.length > 0 && own.every((row) => row.modelA === reference);
  return {
    promptSet: set.name,
    reference: isOneAgainstAll ? reference : null,
    bars: own.map((row) => {
      const isCompared = compared.has(pairKey(set.name, row.modelA, row.modelB));
      return { ...toBar(row, study, set, reference), reason: explainNoBar(row, study.status, isCompared) };
    }),
  };
}

function toBar(
  row: ResultsRow,
  study: Study,
  { source }: TallySet,
  reference: string | null,
): Omit<MatrixBar, "reason"> {
  const { modelA: model, modelB: opponent, winsA: better, winsB: worse, ties: tied } = row;
  const { bothBad, cannotJudge, votes, raters, prompts } = row;
  const published = findPublished({ template: study.template, source, reference, model, opponent });
  const counts = { better, tied, worse, bothBad, cannotJudge, votes, raters, prompts };
  return { model, opponent, ...counts, published };
}
