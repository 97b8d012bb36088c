import "server-only";
import { getPrisma } from "@/lib/db/prisma";
import { type Arena, findOrCreateArena } from "@/lib/demo/arena/find-or-create-arena";
import { writeBattle } from "@/lib/demo/arena/write-battle";
import { type Conversation, getConversation } from "@/lib/demo/find-conversation";
import { toAllowed } from "@/lib/demo/policy";
import type { BattleVote, DemoTurn, Revealed } from "@/lib/demo/schema";
import type { Visitor } from "@/lib/demo/visitor";
import { AppError } from "@/lib/http/app-error";
import { announceVotes } from "@/lib/votes/results-version";

/**
 * Takes the vote on a battle, ends it, and says who the two were. A vote sent twice is one vote, and the first one's
 * choice stays.
 *
 * A battle that was not blind is voted on and told all the same, and not counted: nothing of it comes into the arena.
 *
 * @throws {AppError} not_found; conflict: there is nothing whole to vote on.
 */
export async function voteOnBattle(visitor: Visitor, conversationId: string, vote: BattleVote): Promise<Revealed> {
  let changed: string | undefined;
  const revealed = await getPrisma().$transaction(async (db) => {
    const conversation = await getConversation(db, visitor, conversationId, { lock: true });
    const given = conversation.turns.at(-1)?.vote;
    if (given) return toRevealed(conversation, given);
    if (!toAllowed(conversation).vote) {
      throw new AppError("conflict", "There is no vote on these: they are not two whole responses.");
    }
    const arena = await findOrCreateArena(db);
    const notCounted = explainNotCounted(conversation, arena);
    const recorded = { choice: vote.choice, notCounted };
    if (notCounted === null) changed = arena.study.id;
    const assignmentId = notCounted === null ? await writeBattle(db, arena, { visitor, conversation, vote }) : null;
    await db.demoConversation.update({
      where: { id: conversationId },
      data: { assignmentId, turns: withVote(conversation.turns, recorded) },
    });
    return toRevealed(conversation, recorded);
  });
  if (changed) void announceVotes(changed);
  return revealed;
}

function explainNotCounted({ turns }: Conversation, { study }: Arena): string | null {
  if (turns.some(({ answers }) => answers.some(({ namesItself }) => namesItself))) {
    return "A response named its own model, so that the battle was not blind. Your vote is not counted.";
  }
  if (study.status === "paused") return "No votes are counted now: the arena is paused.";
  return null;
}

function withVote(turns: DemoTurn[], vote: DemoTurn["vote"]): DemoTurn[] {
  return turns.map((turn, index) => (index === turns.length - 1 ? { ...turn, vote } : turn));
}

function toRevealed({ models }: Conversation, vote: NonNullable<DemoTurn["vote"]>): Revealed {
  const [first = "", second = ""] = models;
  return { first, second, ...vote };
}
