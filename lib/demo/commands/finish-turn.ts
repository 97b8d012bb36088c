import "server-only";
import { getPrisma } from "@/lib/db/prisma";
import { getConversation } from "@/lib/demo/find-conversation";
import { toAllowed } from "@/lib/demo/policy";
import type { Allowed, DemoAnswer, TurnState } from "@/lib/demo/schema";
import type { Visitor } from "@/lib/demo/visitor";

type Finished = { conversationId: string; turnId: string; state: TurnState; answers: DemoAnswer[] };

/**
 * Writes down what came of a turn. One that was given up for lost meanwhile, and asked again, stays as it is.
 *
 * @returns what the visitor may do next.
 */
export async function finishTurn(visitor: Visitor, finished: Finished): Promise<Allowed> {
  const { conversationId, turnId, state, answers } = finished;
  return getPrisma().$transaction(async (db) => {
    const { kind, turns } = await getConversation(db, visitor, conversationId, { lock: true });
    const next = turns.map((turn) =>
      turn.id === turnId && turn.state === "running"
        ? { ...turn, state, answers, finishedAt: new Date().toISOString() }
        : turn,
    );
    await db.demoConversation.update({ where: { id: conversationId }, data: { turns: next } });
    return toAllowed({ kind, turns: next });
  });
}
