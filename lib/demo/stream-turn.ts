import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { toAnswers, toPartialAnswers } from "@/lib/demo/answers";
import type { BegunTurn } from "@/lib/demo/commands/begin-turn";
import { finishTurn } from "@/lib/demo/commands/finish-turn";
import { explainFailure } from "@/lib/demo/failure-words";
import { isModerationOn, passesModeration } from "@/lib/demo/moderation";
import { createPacer, type Pacer } from "@/lib/demo/pacer";
import { type Replies, startReplies } from "@/lib/demo/replies";
import type { Allowed, DemoAnswer, DemoEvent, EndEvent } from "@/lib/demo/schema";
import type { Visitor } from "@/lib/demo/visitor";
import { isBlank } from "@/lib/formats/blank";
import { AppError } from "@/lib/http/app-error";
import { log } from "@/lib/log";
import { renderMarkdown } from "@/lib/text/render-markdown";

/** Between two pieces of text on the screen. */
const TICK_MS = 80;

const WITHHELD = {
  chat: "The response is withheld: moderation flagged it. Regenerate to ask again, or ask something else.",
  battle: "The responses are withheld: moderation flagged what came back. Regenerate to ask both again.",
};

type Outcome = { state: EndEvent["state"]; answers: DemoAnswer[]; message: string | null };

type Scene = {
  begun: BegunTurn;
  pacer: Pacer;
  replies: Replies;
  /** The visitor stopped it, or closed the page. */
  gone: AbortSignal;
  show: (event: DemoEvent) => void;
};

/**
 * Asks the models, shows what they say at a pace that tells nothing of them, and writes down what came of it: all of it,
 * what had arrived when an endpoint died, or what the visitor had seen when they stopped it.
 */
export async function streamTurn(
  visitor: Visitor,
  begun: BegunTurn,
  gone: AbortSignal,
  show: Scene["show"],
): Promise<void> {
  const scene = { begun, pacer: createPacer(panesOf(begun)), replies: startReplies(begun, gone), gone, show };
  const outcome = await answer(scene).catch((error: unknown) => toInterrupted(scene, error));
  scene.replies.stop();
  const { conversationId, turnId } = begun;
  const { state, answers } = outcome;
  const allowed = await finishTurn(visitor, { conversationId, turnId, state, answers });
  if (outcome.state !== "stopped") show({ name: "end", body: toEndEvent(begun, outcome, allowed) });
}

async function answer(scene: Scene): Promise<Outcome> {
  const { begun, replies, gone } = scene;
  // with moderation on nothing is shown before the whole of it was checked
  const isHeld = isModerationOn();
  if (!isHeld) await showAsItComes(scene);
  const settled = await replies.settled();
  gone.throwIfAborted();
  if (settled.outcome === "failed") return breakOff(scene, settled.error, isHeld);
  const answers = await toAnswers(settled.turns);
  const texts = answers.map(({ text }) => text);
  const refusal = isHeld ? await findRefusal(begun, texts) : null;
  if (refusal) return refusal;
  if (isHeld) await showWhole(scene, texts);
  return { state: "done", answers, message: null };
}

/** What has arrived is kept: of two to the length of the shorter, so that it does not tell which one broke off. */
async function breakOff(scene: Scene, error: unknown, isHeld: boolean): Promise<Outcome> {
  const { begun, pacer, replies } = scene;
  // of what is held nothing is out yet
  const arrived = isHeld ? createPacer(panesOf(begun)) : pacer;
  for (const { side, text } of replies.take()) arrived.push(side, text);
  for (const side of replies.finished()) arrived.finish(side);
  const rest = arrived.level();
  const texts = arrived.released();
  const refusal = isHeld ? await findRefusal(begun, texts) : null;
  if (refusal) return refusal;
  if (isHeld) await showWhole(scene, texts);
  else showPieces(scene, rest);
  const message = explainFailure(error, begun.kind, !texts.every(isBlank));
  return { state: "failed", answers: toPartialAnswers(texts), message };
}

/** The visitor is gone, or something is wrong here: what they have seen is kept. */
function toInterrupted({ begun, pacer, gone }: Scene, error: unknown): Outcome {
  const texts = pacer.released();
  const answers = toPartialAnswers(texts);
  if (gone.aborted) return { state: "stopped", answers, message: null };
  log.error({ err: error, conversationId: begun.conversationId }, "a turn of the demo failed");
  return { state: "failed", answers, message: explainFailure(error, begun.kind, !texts.every(isBlank)) };
}

/** null: it may be shown. */
async function findRefusal({ kind, models }: BegunTurn, texts: string[]): Promise<Outcome | null> {
  const withhold = (message: string): Outcome => {
    return { state: "withheld", answers: toPartialAnswers(models.map(() => "")), message };
  };
  try {
    return (await passesModeration(texts)) ? null : withhold(WITHHELD[kind]);
  } catch (error) {
    if (error instanceof AppError) return withhold(error.message);
    throw error;
  }
}

/** Until all is out, or one of them broke off. */
async function showAsItComes(scene: Scene): Promise<void> {
  const { pacer, replies } = scene;
  for (;;) {
    for (const { side, text } of replies.take()) pacer.push(side, text);
    for (const side of replies.finished()) pacer.finish(side);
    if (replies.hasFailed() || pacer.isOver()) return;
    await tick(scene);
  }
}

async function showWhole(scene: Scene, texts: string[]): Promise<void> {
  const { pacer } = scene;
  for (const [side, text] of texts.entries()) {
    pacer.push(side, text);
    pacer.finish(side);
  }
  while (!pacer.isOver()) await tick(scene);
}

/** @throws {Error} the visitor is gone. */
async function tick(scene: Scene): Promise<void> {
  showPieces(scene, scene.pacer.tick());
  await sleep(TICK_MS, undefined, { signal: scene.gone });
}

function showPieces({ show }: Scene, [first = "", second]: string[]): void {
  if (first || second) show({ name: "text", body: { first, second: second ?? null } });
}

function panesOf({ kind }: BegunTurn): 1 | 2 {
  return kind === "battle" ? 2 : 1;
}

function toEndEvent({ kind }: BegunTurn, { state, answers, message }: Outcome, allowed: Allowed): EndEvent {
  const [first = "", second = ""] = answers.map(({ text }) => (isBlank(text) ? "" : renderMarkdown(text)));
  return { state, first, second: kind === "battle" ? second : null, message, allowed };
}
