import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Study } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { findPublished } from "@/lib/results/published-koala-2023";
import type { MatrixBar, MatrixPanel, Results, ResultsRow, StudyMatrix } from "@/lib/results/schema";
import { type Tally, type TallySet, tallyVotes } from "@/lib/results/tally";
import { requireStudy } from "@/lib/studies/queries/require-study";

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
  const tally = await tallyVotes(study);
  const { id, status, isSample, protocolHash, openedAt, publishedAt, origin } = study;
  return {
    study: study.name,
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
    panels: tally.sets.map((set) => toPanel(study, set, tally)),
  };
}

/** For anyone, without an account; a study that is not published is not there. */
export async function getPublishedResults(name: string): Promise<StudyMatrix> {
  return await getMatrix(null, name);
}

async function requireReadable(actor: Actor | null, name: string): Promise<Study> {
  if (actor) return (await requireStudy(getPrisma(), actor, { name }, "read")).study;
  const study = await getPrisma().study.findFirst({ where: { name, publishedAt: { not: null } } });
  if (!study) throw new AppError("not_found", `There are no published results of a study ${name}.`);
  return study;
}

function hasPlan({ kind, origin, protocolHash }: Study): boolean {
  return kind === "fixed" && origin === "native" && protocolHash !== null;
}

async function countPlaces(studyId: string): Promise<number> {
  const where = { studyId, purpose: "main" } as const;
  const { _sum } = await getPrisma().comparison.aggregate({ where, _sum: { capacity: true } });
  return _sum.capacity ?? 0;
}

function toPanel(study: Study, set: TallySet, { protocol, rows }: Tally): MatrixPanel {
  const own = rows.filter((row) => row.promptSet === set.name);
  const reference = protocol?.reference ?? null;
  const isOneAgainstAll = own.length > 0 && own.every((row) => row.modelA === reference);
  return {
    promptSet: set.name,
    reference: isOneAgainstAll ? reference : null,
    bars: own.map((row) => toBar(row, study, set, reference)),
  };
}

function toBar(row: ResultsRow, study: Study, { source }: TallySet, reference: string | null): MatrixBar {
  const { modelA: model, modelB: opponent, winsA: better, winsB: worse, ties: tied } = row;
  const { bothBad, cannotJudge, votes, raters, prompts } = row;
  const published = findPublished({ template: study.template, source, reference, model, opponent });
  const counts = { better, tied, worse, bothBad, cannotJudge, votes, raters, prompts };
  return { model, opponent, ...counts, published, reason: explainNoBar(row, study) };
}

/** Why a bar is left blank. What was left out at the freeze is counted in the protocol, where the page shows it. */
function explainNoBar({ votes, cannotJudge }: ResultsRow, { status }: Study): string | null {
  if (votes > 0) return null;
  if (cannotJudge > 0) return `No rater could judge this pair: ${cannotJudge} of ${cannotJudge} votes say so.`;
  return status === "draft" || status === "opening" ? "The study is not open yet." : "No votes on this pair yet.";
}
