import { OPERATOR } from "@/lib/auth/actor";
import { importVotes } from "@/lib/imports/commands/import-votes";
import type { ImportedVotes } from "@/lib/imports/schema";
import { fileOf } from "@/lib/imports/testing/files";

/** A row of MT-Bench judgments. */
export function vote(given: object = {}): object {
  return { judge: "ann", model_a: "m", model_b: "n", question_id: 81, turn: 1, winner: "model_a", ...given };
}

/** A conversation in which each answer follows a question. */
export function said(question: string, ...answers: string[]): object[] {
  return answers.flatMap((answer, index) => [
    { role: "user", content: index === 0 ? question : `${question} ${index + 1}` },
    { role: "assistant", content: answer },
  ]);
}

/** A row of Chatbot Arena battles. */
export function battle(id: string, given: object = {}): object {
  return {
    question_id: id,
    model_a: "m",
    model_b: "n",
    winner: "model_a",
    judge: "arena_user_1",
    tstamp: 1_682_351_591.5,
    conversation_a: said(`ask ${id}`, `m to ${id}`),
    conversation_b: said(`ask ${id}`, `n to ${id}`),
    ...given,
  };
}

/** Imports these rows as the operator. */
export function addVotes(study: string, rows: unknown[], options: object = {}): Promise<ImportedVotes> {
  return importVotes(OPERATOR, fileOf(rows, "votes.jsonl"), { format: "mt-bench", study, ...options });
}
