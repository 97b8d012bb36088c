import { type Allowed, type EndEvent, MOST_TURNS, type Revealed, type TextEvent } from "@/lib/demo/schema";

export type Mode = "chat" | "battle";

export type Pane = {
  /** As it arrives; shown as it is, until the server's HTML takes its place. */
  text: string;
  /** Sanitised on the server; null until the turn has ended. */
  html: string | null;
};

export type ShownTurn = {
  asked: string;
  first: Pane;
  /** null in a chat. */
  second: Pane | null;
  state: "running" | EndEvent["state"];
  message: string | null;
};

export type Talk = {
  mode: Mode;
  /** Of a chat. */
  model: string;
  conversationId: string | null;
  turns: ShownTurn[];
  allowed: Allowed;
  /** The turns as they were before what is under way now, should it be refused. */
  before: Pick<Talk, "turns" | "allowed"> | null;
  isVoting: boolean;
  revealed: Revealed | null;
  /** What was refused, and the mend. */
  problem: string | null;
};

export type Deed =
  | { type: "mode"; mode: Mode }
  | { type: "model"; model: string }
  | { type: "cleared" }
  | { type: "asked"; text: string }
  | { type: "asked_again" }
  | { type: "started"; id: string }
  | { type: "text"; text: TextEvent }
  | { type: "ended"; end: EndEvent }
  | { type: "stopped" }
  | { type: "broke_off"; message: string }
  | { type: "refused"; message: string }
  | { type: "voting" }
  | { type: "revealed"; revealed: Revealed };

const NOTHING: Allowed = { send: false, regenerate: false, vote: false };

export function newTalk(mode: Mode, model: string): Talk {
  const allowed = { send: true, regenerate: false, vote: false };
  const rest = { conversationId: null, turns: [], before: null, isVoting: false, revealed: null, problem: null };
  return { mode, model, allowed, ...rest };
}

export function isRunning({ turns }: Talk): boolean {
  return turns.at(-1)?.state === "running";
}

export function toNext(talk: Talk, deed: Deed): Talk {
  switch (deed.type) {
    case "mode":
      return newTalk(deed.mode, talk.model);
    case "model":
      return newTalk(talk.mode, deed.model);
    case "cleared":
      return newTalk(talk.mode, talk.model);
    case "asked":
      return beginTurn(talk, talk.turns, deed.text);
    case "asked_again":
      return beginTurn(talk, talk.turns.slice(0, -1), talk.turns.at(-1)?.asked ?? "");
    case "started":
      return { ...talk, conversationId: deed.id };
    case "text":
      return changeLast(talk, (turn) => addText(turn, deed.text));
    case "ended":
      return changeLast(talk, (turn) => endTurn(turn, deed.end), { allowed: deed.end.allowed, before: null });
    case "stopped":
      return breakOff(talk, "stopped", toStopped(talk.turns.at(-1)));
    case "broke_off":
      return breakOff(talk, "failed", deed.message);
    case "refused":
      return { ...talk, ...talk.before, before: null, isVoting: false, problem: deed.message };
    case "voting":
      return { ...talk, isVoting: true, problem: null };
    case "revealed":
      return { ...talk, isVoting: false, revealed: deed.revealed, allowed: NOTHING };
  }
}

function beginTurn(talk: Talk, earlier: ShownTurn[], asked: string): Talk {
  const empty: Pane = { text: "", html: null };
  const second = talk.mode === "battle" ? empty : null;
  const turn: ShownTurn = { asked, first: empty, second, state: "running", message: null };
  const before = { turns: talk.turns, allowed: talk.allowed };
  return { ...talk, turns: [...earlier, turn], allowed: NOTHING, before, problem: null };
}

function addText(turn: ShownTurn, { first, second }: TextEvent): ShownTurn {
  const add = (pane: Pane, piece: string | null) => ({ ...pane, text: pane.text + (piece ?? "") });
  return { ...turn, first: add(turn.first, first), second: turn.second && add(turn.second, second) };
}

function endTurn(turn: ShownTurn, { state, message, first, second }: EndEvent): ShownTurn {
  const finish = (pane: Pane, html: string | null) => ({ ...pane, html: html ?? "" });
  return {
    ...turn,
    state,
    message,
    first: finish(turn.first, first),
    second: turn.second && finish(turn.second, second),
  };
}

function toStopped(turn: ShownTurn | undefined): string {
  return turn?.first.text || turn?.second?.text
    ? "Stopped. What had arrived is kept."
    : "Stopped before the first word.";
}

/** The server keeps it alike: lib/demo/policy.ts. */
function breakOff(talk: Talk, state: "stopped" | "failed", message: string): Talk {
  const send = talk.mode === "chat" && talk.turns.length < MOST_TURNS;
  const more = { allowed: { send, regenerate: true, vote: false }, before: null };
  return changeLast(talk, (turn) => ({ ...turn, state, message }), more);
}

function changeLast(talk: Talk, change: (turn: ShownTurn) => ShownTurn, more: Partial<Talk> = {}): Talk {
  const last = talk.turns.at(-1);
  // what has ended, or was cleared meanwhile, stays as it is
  if (last?.state !== "running") return talk;
  return { ...talk, ...more, turns: [...talk.turns.slice(0, -1), change(last)] };
}
