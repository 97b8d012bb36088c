import type { Pair, RatingReply, RatingState } from "@/lib/assignments/schema";
import type { CannotJudgeReason, FlagRequest, UndoRequest, VoteRequest } from "@/lib/votes/schema";

/**
 * What a rater's browser knows, and how each event changes it. Pure: no clock, no network, no storage.
 *
 * The server's reply is the truth about which pairs this rater holds; what has not been answered yet (`ops`) is laid over
 * it, so that a vote shows at once and is not undone by a reply that was on its way.
 */
export type Choice = VoteRequest["choice"];
export type Reason = CannotJudgeReason;

/** Something the server is still to be told. `kind` is also the route. Kept in storage: ids, choices and the rater's own words, no text of a model. */
export type Op = { key: string; at: number; attempts: number } & (
  | { kind: "votes"; body: Omit<VoteRequest, "have"> }
  | { kind: "undo"; body: Omit<UndoRequest, "have"> }
  | { kind: "flags"; body: FlagRequest }
);

/** The vote that U takes back. After a reload its text is gone (`pair` is null), and the server brings it again. */
export type LastVote = { assignmentId: string; revision: number; choice: Choice; pair: Pair | null };

export type Notice =
  | { kind: "voted"; choice: Choice }
  | { kind: "undone" | "nothing_to_undo" | "sent" | "taken_back" | "elsewhere" | "moved" }
  | { kind: "flagged"; flag: FlagRequest }
  /** `lost`: votes of a session that is gone cannot be sent in another. */
  | { kind: "signed_out"; lost: number }
  | { kind: "problem"; message: string };

/** Why what is kept is not sent: this browser has no network, or the server does not answer. */
export type Trouble = "offline" | "server";

export type Session = {
  /** Consented; false: the first page. */
  joined: boolean;
  /** As the server last said; null: not heard yet. */
  server: RatingState | null;
  progress: { done: number; total: number };
  /** To be judged, in order; the first is on the screen. */
  pairs: Pair[];
  /** Not answered yet, oldest first. */
  ops: Op[];
  last: LastVote | null;
  notice: Notice | null;
  trouble: Trouble | null;
  /** The server is to be asked which pairs there are. */
  wanting: boolean;
  sinceBreak: number;
  resting: boolean;
};

/** What is said beside the choice, where the study asks. */
export type Answers = Pick<VoteRequest, "strength" | "criteria" | "reason" | "flaws">;
export type VoteGiven = Pick<VoteRequest, "choice" | "layout" | "decisionMs" | "visibleMs"> & Answers;

export type SessionEvent =
  /** Found in storage. */
  | { type: "kept"; ops: Op[]; last: Omit<LastVote, "pair"> | null }
  | { type: "joined"; reply: RatingReply }
  | { type: "vote"; given: VoteGiven; at: number; breakEvery: number | null }
  | { type: "undo"; at: number }
  | { type: "flag"; flag: FlagRequest; at: number }
  | { type: "sending"; key: string }
  /** `key` is null for an answer to `next`; `reply` is null for an answer to a flag. */
  | { type: "answered"; key: string | null; reply: RatingReply | null }
  | { type: "refused"; key: string | null; message: string }
  /** Another tab has seen to it. */
  | { type: "gone"; key: string }
  | { type: "trouble"; trouble: Trouble }
  | { type: "signed_out" }
  | { type: "want" }
  | { type: "rested" }
  | { type: "quiet" };

export function startSession(joined: boolean): Session {
  return {
    joined,
    server: null,
    progress: { done: 0, total: 0 },
    pairs: [],
    ops: [],
    last: null,
    notice: null,
    trouble: null,
    wanting: joined,
    sinceBreak: 0,
    resting: false,
  };
}

export function reduceSession(session: Session, event: SessionEvent): Session {
  switch (event.type) {
    case "kept":
      return { ...session, ops: event.ops, last: event.last && { ...event.last, pair: null } };
    case "joined":
      return takeReply({ ...session, joined: true, notice: null, pairs: [] }, event.reply, null);
    case "vote":
      return vote(session, event);
    case "undo":
      return undo(session, event.at);
    case "flag":
      return {
        ...session,
        ops: [...session.ops, toOp(event.at, { kind: "flags", body: event.flag })],
        notice: { kind: "flagged", flag: event.flag },
      };
    case "sending":
      return {
        ...session,
        ops: session.ops.map((op) => (op.key === event.key ? { ...op, attempts: op.attempts + 1 } : op)),
      };
    case "answered":
      return answered(session, event.key, event.reply);
    case "refused":
      return refused(session, event.key, event.message);
    case "gone":
      return { ...session, ops: session.ops.filter((op) => op.key !== event.key), wanting: true };
    case "trouble":
      return { ...session, trouble: event.trouble };
    case "signed_out":
      return { ...startSession(false), notice: { kind: "signed_out", lost: countVotes(session.ops) } };
    case "want":
      return { ...session, wanting: true };
    case "rested":
      return { ...session, resting: false, sinceBreak: 0 };
    case "quiet":
      return { ...session, notice: null };
  }
}

export function countVotes(ops: Op[]): number {
  return ops.filter(({ kind }) => kind === "votes").length;
}

type OpContent = Op extends infer O ? (O extends Op ? Pick<O, "kind" | "body"> : never) : never;

function toOp(at: number, content: OpContent): Op {
  const { kind, body } = content;
  const tail = kind === "flags" ? `${body.side}:${body.reason}` : String(body.revision);
  return { ...content, key: `${kind}:${body.assignmentId}:${tail}`, at, attempts: 0 };
}

function vote(session: Session, { given, at, breakEvery }: Extract<SessionEvent, { type: "vote" }>): Session {
  const [pair, ...rest] = session.pairs;
  if (!pair || session.resting) return session;
  const { assignmentId, revision } = pair;
  const sinceBreak = session.sinceBreak + 1;
  return {
    ...session,
    pairs: rest,
    ops: [...session.ops, toOp(at, { kind: "votes", body: { assignmentId, revision, ...given } })],
    progress: { ...session.progress, done: session.progress.done + 1 },
    last: { assignmentId, revision, choice: given.choice, pair },
    notice: { kind: "voted", choice: given.choice },
    sinceBreak,
    resting: breakEvery !== null && sinceBreak >= breakEvery,
  };
}

function undo(session: Session, at: number): Session {
  const { last } = session;
  if (!last) return { ...session, notice: { kind: "nothing_to_undo" } };
  const { assignmentId, revision, pair } = last;
  const undone: Session = {
    ...session,
    progress: { ...session.progress, done: Math.max(0, session.progress.done - 1) },
    last: null,
    notice: { kind: "undone" },
    sinceBreak: Math.max(0, session.sinceBreak - 1),
    resting: false,
  };
  const unsent = session.ops.find((op) => op.kind === "votes" && isSameVote(op.body, last));
  // one that was sent and not answered may have arrived: it is sent again, and then taken back
  if (unsent?.attempts === 0 && pair) {
    return { ...undone, ops: session.ops.filter((op) => op !== unsent), pairs: [pair, ...session.pairs] };
  }
  return {
    ...undone,
    ops: [...session.ops, toOp(at, { kind: "undo", body: { assignmentId, revision: revision + 1 } })],
    // the undo is a revision of its own, and the next vote on the pair one more; without its text, the answer is awaited
    pairs: pair ? [{ ...pair, revision: revision + 2 }, ...session.pairs] : [],
  };
}

function isSameVote(a: { assignmentId: string; revision: number }, b: { assignmentId: string; revision: number }) {
  return a.assignmentId === b.assignmentId && a.revision === b.revision;
}

function answered(session: Session, key: string | null, reply: RatingReply | null): Session {
  const op = session.ops.find((candidate) => candidate.key === key);
  const ops = session.ops.filter((candidate) => candidate !== op);
  const trouble = ops.length > 0 ? session.trouble : null;
  const wasKept = session.trouble !== null && trouble === null && op !== undefined && op.kind !== "flags";
  const next: Session = { ...session, ops, trouble, notice: wasKept ? { kind: "sent" } : session.notice };
  if (!reply) return next;
  const after = takeReply(next, reply, op ?? null);
  if (op?.kind !== "votes") return after;
  if (reply.outcome === "taken_back") return { ...after, ...forget(after, op), notice: { kind: "taken_back" } };
  // first sent just now, and yet there already: another tab voted on it
  if (reply.outcome === "repeated" && op.attempts === 1) return { ...after, notice: { kind: "elsewhere" } };
  return after;
}

/** Nothing is left to take back of a vote that was not recorded. */
function forget(session: Session, op: Op): Partial<Session> {
  return session.last?.assignmentId === op.body.assignmentId ? { last: null } : {};
}

function refused(session: Session, key: string | null, message: string): Session {
  const op = session.ops.find((candidate) => candidate.key === key);
  const notice: Notice = { kind: "problem", message };
  if (!op) return { ...session, trouble: null, wanting: false, notice };
  const isFlag = op.kind === "flags";
  // what follows on a refused vote or undo of the same pair would be refused too
  const ops = session.ops.filter(
    (other) => other !== op && (isFlag || other.body.assignmentId !== op.body.assignmentId || other.kind === "flags"),
  );
  const settled = { ...session, ops, trouble: null, notice };
  return isFlag ? settled : { ...settled, ...forget(session, op), wanting: true };
}

/** Lays what is not answered yet over what the server says. `op` is what it answers; null for `next`. */
function takeReply(session: Session, reply: RatingReply, op: Op | null): Session {
  const held = new Map(session.pairs.map((pair) => [pair.assignmentId, pair]));
  let missing = false;
  let pairs: Pair[] = [];
  for (const { assignmentId, pair } of reply.pairs) {
    const known = pair ?? held.get(assignmentId);
    if (known) pairs.push(known);
    else missing ||= !session.ops.some((other) => other.body.assignmentId === assignmentId);
  }
  let { done } = reply.progress;
  for (const { kind, body } of session.ops) {
    if (kind === "flags") continue;
    const { assignmentId } = body;
    const back = kind === "undo" ? held.get(assignmentId) : undefined;
    pairs = pairs.filter((pair) => pair.assignmentId !== assignmentId);
    if (back) pairs = [back, ...pairs];
    done += kind === "votes" ? 1 : -1;
  }
  const shown = session.pairs[0];
  const moved = shown !== undefined && !pairs.some(({ assignmentId }) => assignmentId === shown.assignmentId);
  const rating = reply.state === "rating";
  return {
    ...session,
    server: reply.state,
    progress: { done: Math.max(0, done), total: reply.progress.total },
    pairs,
    notice: moved ? { kind: "moved" } : session.notice,
    wanting: missing || (rating && op !== null && pairs.length < 2),
  };
}

export type Screen = "consent" | "loading" | "rating" | "sending" | "rest" | Exclude<RatingState, "rating">;

/** What to draw. `sending`: the pair just voted on stays until the next one is here. */
export function toScreen(session: Session): Screen {
  const { joined, pairs, ops, server } = session;
  if (!joined) return "consent";
  const unanswered = ops.some((op) => op.kind !== "flags");
  if (session.resting && (pairs.length > 0 || unanswered)) return "rest";
  if (pairs.length > 0) return "rating";
  if (unanswered) return session.last?.pair ? "sending" : "loading";
  return server === null || server === "rating" ? "loading" : server;
}
