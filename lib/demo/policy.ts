import { type Allowed, type DemoTurn, MOST_TURNS } from "@/lib/demo/schema";

type Talk = { kind: "chat" | "battle"; turns: Pick<DemoTurn, "state" | "vote">[] };

/**
 * What may come next. A battle is judged whole, so that a turn of it that broke off must be asked again before anything
 * else; a vote ends it.
 */
export function toAllowed({ kind, turns }: Talk): Allowed {
  const last = turns.at(-1);
  if (!last) return { send: true, regenerate: false, vote: false };
  if (last.vote || last.state === "running") return { send: false, regenerate: false, vote: false };
  const isWhole = last.state === "done";
  return {
    send: turns.length < MOST_TURNS && (isWhole || kind === "chat"),
    regenerate: true,
    vote: isWhole && kind === "battle",
  };
}

/** Why a further message is refused, and the mend. */
export function explainNoSend({ kind, turns }: Talk): string {
  const last = turns.at(-1);
  if (last?.vote) return "This battle is over: you have voted. Clear to begin another.";
  if (last?.state === "running") return "The last message is still being answered. Stop it first.";
  if (turns.length >= MOST_TURNS) return `A conversation has at most ${MOST_TURNS} messages. Clear to begin another.`;
  if (kind === "battle") return "The last responses are not whole. Regenerate them first, or clear.";
  return "This cannot be sent now.";
}
