import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { v7 as uuid } from "uuid";
import { getPrisma } from "@/lib/db/prisma";
import { type Conversation, getConversation } from "@/lib/demo/find-conversation";
import { type History, toHistory } from "@/lib/demo/history";
import { spendMessage } from "@/lib/demo/limits";
import { passesModeration } from "@/lib/demo/moderation";
import { explainNoSend, toAllowed } from "@/lib/demo/policy";
import { requireOpenDemo } from "@/lib/demo/require-open-demo";
import type { DemoTurn } from "@/lib/demo/schema";
import type { Visitor } from "@/lib/demo/visitor";
import { AppError } from "@/lib/http/app-error";

/** A turn that is to be answered: by each of these models, from this history. */
export type BegunTurn = {
  conversationId: string;
  turnId: string;
  kind: Conversation["kind"];
  models: string[];
  histories: History[];
};

/** The last turn once more, in place of what came of it; or a new one with this text. */
type Wish = { text: string } | "again";

/** How long an answer that was just stopped has to be written down. */
const STOPPING_MS = 3_000;
/** After this an answer still under way belongs to a process that is gone. */
const LOST_MS = 10 * 60_000;

/**
 * Takes a visitor's message in, or their wish to have the last one answered again.
 *
 * @throws {AppError} conflict: nothing may be sent now; too_many; forbidden: it did not pass moderation; unavailable: the
 *   demo is off, or the message cannot be checked; not_found. The conversation is then as it was.
 */
export async function beginTurn(visitor: Visitor, conversationId: string, wish: Wish): Promise<BegunTurn> {
  const { models, messagesPerHour } = await requireOpenDemo();
  const conversation = await waitUntilSettled(visitor, conversationId);
  requireAllowed(conversation, wish);
  if (!conversation.models.every((name) => models.includes(name))) {
    throw new AppError("conflict", "This conversation cannot go on: a model in it is no longer offered. Clear it.");
  }
  await spendMessage(visitor, messagesPerHour);
  if (wish !== "again" && !(await passesModeration([wish.text]))) {
    throw new AppError("forbidden", "Your message was not sent: moderation flagged it. Change it and send it again.");
  }
  return getPrisma().$transaction(async (db) => {
    const current = settle(await getConversation(db, visitor, conversationId, { lock: true }));
    requireAllowed(current, wish);
    const earlier = wish === "again" ? current.turns.slice(0, -1) : current.turns;
    const text = wish === "again" ? (current.turns.at(-1)?.text ?? "") : wish.text;
    const turn = newTurn(text);
    await db.demoConversation.update({ where: { id: conversationId }, data: { turns: [...earlier, turn] } });
    return {
      conversationId,
      turnId: turn.id,
      kind: current.kind,
      models: current.models,
      histories: current.models.map((_, side) => toHistory(earlier, side, text)),
    };
  });
}

function newTurn(text: string): DemoTurn {
  return { id: uuid(), text, state: "running", startedAt: new Date().toISOString(), finishedAt: null, answers: [] };
}

/** A browser that stops may ask for more before what it stopped is written down. */
async function waitUntilSettled(visitor: Visitor, id: string): Promise<Conversation> {
  for (const deadline = Date.now() + STOPPING_MS; ; ) {
    const conversation = settle(await getConversation(getPrisma(), visitor, id));
    if (conversation.turns.at(-1)?.state !== "running" || Date.now() > deadline) return conversation;
    await sleep(100);
  }
}

function settle(conversation: Conversation): Conversation {
  const turns = conversation.turns.map((turn): DemoTurn => {
    const isLost = turn.state === "running" && Date.now() - Date.parse(turn.startedAt) > LOST_MS;
    return isLost ? { ...turn, state: "failed" } : turn;
  });
  return { ...conversation, turns };
}

function requireAllowed(conversation: Conversation, wish: Wish): void {
  const { send, regenerate } = toAllowed(conversation);
  if (wish === "again" ? regenerate : send) return;
  throw new AppError("conflict", explainNoSend(conversation));
}
