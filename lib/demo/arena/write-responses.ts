import "server-only";
import { v7 as uuid } from "uuid";
import type { Db } from "@/lib/db/long-transaction";
import type { DemoAnswer, DemoTurn } from "@/lib/demo/schema";
import { isBlank } from "@/lib/formats/blank";
import { toCostMicros } from "@/lib/inference/cost";
import { findFlags } from "@/lib/inference/find-flags";
import { toResponseDigest } from "@/lib/responses/digest";

/** What one model said in a battle, as a response of its own with how it was made. @returns the response's id. */
export async function writeResponse(
  db: Db,
  given: { promptId: string; modelId: string; turns: DemoTurn[]; side: number },
): Promise<string> {
  const answers = given.turns.map(({ answers }) => answers[given.side] as DemoAnswer);
  const texts = answers.map(({ text }) => text);
  const id = uuid();
  await db.response.create({
    data: {
      id,
      promptId: given.promptId,
      modelId: given.modelId,
      turns: texts,
      isEmpty: texts.every(isBlank),
      // a battle in which one names itself is not counted, and comes to no response
      leaks: [],
      digest: toResponseDigest(texts),
      flags: findFlags(answers.map(({ text, made }) => ({ text, ...required(made) }))),
      attempts: 1,
      generation: { create: toGeneration(answers, given.turns) },
    },
  });
  return id;
}

function toGeneration(answers: DemoAnswer[], turns: DemoTurn[]) {
  const made = answers.map((answer) => required(answer.made));
  const { settings, firstTokenMs } = made[0] as NonNullable<DemoAnswer["made"]>;
  const inputTokens = sum(made.map((turn) => turn.inputTokens));
  const outputTokens = sum(made.map((turn) => turn.outputTokens));
  return {
    provider: settings.provider,
    baseUrl: settings.baseUrl,
    upstreamName: settings.upstreamName,
    template: settings.template,
    parameters: settings.parameters,
    seed: null,
    turns: made.map(({ settings: _settings, isPromptCut: _isCut, ...turn }) => ({
      ...turn,
      request: turn.request ?? {},
      firstTokenMs: round(turn.firstTokenMs),
      durationMs: Math.round(turn.durationMs),
    })),
    inputTokens,
    outputTokens,
    firstTokenMs: round(firstTokenMs),
    durationMs: Math.round(made.reduce((total, { durationMs }) => total + durationMs, 0)),
    costMicros: toCostMicros(settings, { inputTokens, outputTokens }),
    attempts: turns.length,
    worker: "demo",
    startedAt: turns[0]?.startedAt ?? new Date(),
    finishedAt: turns.at(-1)?.finishedAt ?? new Date(),
  };
}

/** Only whole turns are voted on. */
function required(made: DemoAnswer["made"]): NonNullable<DemoAnswer["made"]> {
  if (!made) throw new Error("a battle with an answer that is not whole");
  return made;
}

/** null: one of them is not known. */
function sum(counts: (number | null)[]): number | null {
  return counts.reduce((total, count) => (total === null || count === null ? null : total + count), 0);
}

function round(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms);
}
