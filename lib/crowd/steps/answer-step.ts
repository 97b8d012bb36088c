import "server-only";
import type pg from "pg";
import type { z } from "zod";
import { takePairs } from "@/lib/assignments/commands/take-pairs";
import type { RaterActor } from "@/lib/auth/actor";
import { ENDINGS, type EndedAs, type Step, type stepRequestSchema } from "@/lib/crowd/schema";
import { type FoundRater, findRater } from "@/lib/crowd/steps/find-rater";
import { answerPractice, nextPractice } from "@/lib/crowd/steps/practice";
import { findEnding, markSubmitted } from "@/lib/crowd/ways/find-ending";
import type { RaterStage } from "@/lib/db/generated/enums";
import { inTransaction } from "@/lib/db/in-transaction";
import { AppError } from "@/lib/http/app-error";
import { blindnessSchema } from "@/lib/raters/schema";
import { isBeforeRating, stageAfter } from "@/lib/studies/first-stage";
import { pickText } from "@/lib/studies/session-schema";
import { announceVotes } from "@/lib/votes/results-version";

type Request = z.output<typeof stepRequestSchema>;

/** Attempts at the comprehension check. Failing the last ends the session, and is no ground for a rejection. */
const ATTEMPTS = 2;

/**
 * Takes what a rater answers to anything but a pair, and says what comes next. An answer to a step that is not theirs now
 * (sent twice, from a second tab, or too early) changes nothing, and is answered with where they are.
 *
 * @throws {AppError} not_signed_in; bad_input: a column or a value that the study did not declare.
 */
export async function answerStep(actor: RaterActor, request: Request): Promise<Step> {
  // nothing left to lease is what ends the rating, and only the scheduler knows
  const isOut = request.kind === "look" && (await takePairs(actor, [])).state === "finished";
  let studyId = "";
  const step = await inTransaction(async (client) => {
    const rater = await findRater(client, actor);
    studyId = rater.studyId;
    if (rater.stage === "practice" && request.kind === "practice") {
      const explanation = await answerPractice(client, rater, request);
      if (explanation) return explanation;
    }
    const stage = await take(client, rater, request, isOut);
    return await toStep(client, stage === rater.stage ? rater : await moveTo(client, rater, stage));
  });
  // the results tell what raters took the models for
  if (request.kind === "blindness") void announceVotes(studyId);
  return step;
}

/** @returns the stage that the rater is in after their answer. */
async function take(client: pg.PoolClient, rater: FoundRater, request: Request, isOut: boolean): Promise<RaterStage> {
  const { raterId, session, stage } = rater;
  const next = stageAfter(session, stage);
  if (stage === "rating") return isOut ? next : stage;
  // nothing is left for who had not come to the pairs: they have given their time all the same
  if (rater.status === "closed" && isBeforeRating(stage)) return "completed";
  if (stage === "practice") return (await nextPractice(client, rater)) ? stage : next;
  if (request.kind !== stage) return stage;
  switch (request.kind) {
    case "demographics":
      await client.query("UPDATE raters SET demographics = $2 WHERE id = $1", [
        raterId,
        JSON.stringify(readDemographics(rater, request.answers)),
      ]);
      return next;
    case "comprehension": {
      if (request.attempt !== undefined && request.attempt !== rater.comprehensionFailures + 1) return stage;
      if (isRight(rater, request.answers)) return next;
      const failures = rater.comprehensionFailures + 1;
      await client.query("UPDATE raters SET comprehension_failures = $2 WHERE id = $1", [raterId, failures]);
      rater.comprehensionFailures = failures;
      return failures >= ATTEMPTS ? "screened_out" : stage;
    }
    case "blindness":
      await client.query("UPDATE raters SET blindness = $2 WHERE id = $1", [
        raterId,
        JSON.stringify(blindnessSchema.parse({ guesses: request.guesses })),
      ]);
      return next;
    case "feedback":
      await client.query("UPDATE raters SET feedback = $2 WHERE id = $1", [raterId, request.text || null]);
      return next;
    default:
      return stage;
  }
}

function readDemographics({ session }: FoundRater, answers: Record<string, string>): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(answers)) {
    if (value === "") continue;
    const column = session?.demographics.find((one) => one.name === name);
    if (!column) throw new AppError("bad_input", "The study does not ask this. Reload the page and answer again.");
    if (column.choices && !column.choices.some((choice) => choice.value === value)) {
      throw new AppError("bad_input", "That is not one of the answers to choose from. Choose again.");
    }
    given[name] = value;
  }
  return given;
}

function isRight({ session }: FoundRater, answers: number[]): boolean {
  const questions = session?.comprehension ?? [];
  return answers.length === questions.length && questions.every(({ correct }, index) => answers[index] === correct);
}

async function moveTo(client: pg.PoolClient, rater: FoundRater, stage: RaterStage): Promise<FoundRater> {
  const hasEnded = isEnding(stage);
  await client.query(
    `UPDATE raters SET stage = $2::text::"RaterStage", ended_at = CASE WHEN $3 THEN now() ELSE ended_at END WHERE id = $1`,
    [rater.raterId, stage, hasEnded],
  );
  if (hasEnded) await markSubmitted(client, rater.raterId);
  return { ...rater, stage };
}

function isEnding(stage: RaterStage): stage is EndedAs {
  return (ENDINGS as readonly string[]).includes(stage);
}

async function toStep(client: pg.PoolClient, rater: FoundRater): Promise<Step> {
  const { stage, session, language } = rater;
  switch (stage) {
    case "demographics":
      return {
        kind: stage,
        columns: (session?.demographics ?? []).map(({ name, label, choices }) => ({
          name,
          label: pickText(label, language),
          choices: choices?.map((choice) => ({ value: choice.value, label: pickText(choice.label, language) })) ?? null,
        })),
      };
    case "comprehension":
      return {
        kind: stage,
        attempt: rater.comprehensionFailures + 1,
        questions: (session?.comprehension ?? []).map(({ question, choices }) => ({
          question: pickText(question, language),
          choices: choices.map((choice) => pickText(choice, language)),
        })),
      };
    case "practice":
      return (await nextPractice(client, rater)) ?? { kind: "rating" };
    case "rating":
    case "blindness":
    case "feedback":
      return { kind: stage };
    default:
      return { kind: "ended", ...(await findEnding(client, rater.raterId, stage)) };
  }
}
