import { createOutbox, type Store } from "@/components/rating/outbox";
import {
  type Op,
  reduceSession,
  type Session,
  type SessionEvent,
  startSession,
} from "@/components/rating/session-machine";
import type { RatingReply } from "@/lib/assignments/schema";

/** An answer of the rating API. Status 0: none came. */
export type Answer = { status: number; body: unknown };

/** What the courier needs of the world, so that a test can be the world. */
export type World = {
  post: (route: string, body: object) => Promise<Answer>;
  store: Store | null;
  isOnline: () => boolean;
  /** What to say of an answer that refuses. */
  describe: (body: unknown) => string;
  /** @returns a function that takes it back. */
  later: (run: () => void, ms: number) => () => void;
};

export type Courier = {
  getSession: () => Session;
  subscribe: (listener: () => void) => () => void;
  dispatch: (event: SessionEvent) => void;
  /** Gives consent, or with `next` goes on where this browser was. @returns null, or what is wrong. */
  join: (route: "session" | "next", body: object) => Promise<Refusal | null>;
  /** Asks something that is not about pairs. */
  ask: (route: string, body: object) => Promise<Answer>;
  /** What to say to the rater of an answer that refuses. */
  describe: (body: unknown) => string;
  /** Sends what there is to send; called again, tries now what waits for a later try. */
  hurry: () => void;
  stop: () => void;
};

/** `message` is for the rater; null: no answer came. */
export type Refusal = { message: string | null };

const RETRY_FIRST_MS = 1000;
const POLL_FIRST_MS = 3000;
const MOST_MS = 30_000;

/**
 * Holds a rater's session and sends what it has to say: one request at a time, in order, again and again until each is
 * answered. So a reply never overtakes another, and a vote is never sent before the undo that it rests on.
 */
export function createCourier(slug: string, joined: boolean, world: World): Courier {
  const outbox = createOutbox(slug, world.store);
  const listeners = new Set<() => void>();
  let session = startSession(joined);
  let loaded = !joined;
  let busy = false;
  let stopped = false;
  let retries = 0;
  let polls = 0;
  let cancel = () => {};

  function dispatch(event: SessionEvent): void {
    const before = session;
    session = reduceSession(session, event);
    if (session === before) return;
    if (session.ops !== before.ops || session.last !== before.last) outbox.save(session.ops, session.last);
    for (const listener of listeners) listener();
    void run();
  }

  async function run(): Promise<void> {
    if (busy || stopped) return;
    busy = true;
    cancel();
    while (!stopped && session.joined && (session.ops[0] || session.wanting)) {
      if (!(await sendOne(session.ops[0] ?? null))) break;
    }
    busy = false;
    if (shouldPoll(session)) {
      cancel = world.later(() => dispatch({ type: "want" }), grow(POLL_FIRST_MS, polls++));
    } else if (session.pairs.length > 0) polls = 0;
  }

  /** @returns whether to go on at once. */
  async function sendOne(op: Op | null): Promise<boolean> {
    if (op && !outbox.has(op.key)) {
      dispatch({ type: "gone", key: op.key });
      return true;
    }
    if (op) dispatch({ type: "sending", key: op.key });
    const have = session.pairs.map(({ assignmentId }) => assignmentId);
    // the withdrawn pair is sent again, with the revision that its next vote must carry
    const asked = op?.kind === "undo" ? have.filter((id) => id !== op.body.assignmentId) : have;
    const body = op?.kind === "flags" ? op.body : { ...op?.body, have: asked };
    const answer = await world.post(op?.kind ?? "next", body);
    return take(op, answer);
  }

  function take(op: Op | null, { status, body }: Answer): boolean {
    const key = op?.key ?? null;
    if (status === 0 || status === 408 || status === 429 || status >= 500) {
      dispatch({ type: "trouble", trouble: world.isOnline() ? "server" : "offline" });
      cancel = world.later(() => void run(), grow(RETRY_FIRST_MS, retries++));
      return false;
    }
    retries = 0;
    if (status === 401) dispatch({ type: "signed_out" });
    else if (status >= 400) dispatch({ type: "refused", key, message: world.describe(body) });
    else dispatch({ type: "answered", key, reply: op?.kind === "flags" ? null : (body as RatingReply) });
    // an answer to `next` is the last word: asking again at once would bring the same
    return op !== null;
  }

  return {
    getSession: () => session,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch,
    async join(route, given) {
      const { status, body } = await world.post(route, given);
      if (status === 200) dispatch({ type: "joined", reply: body as RatingReply });
      else return { message: status === 0 ? null : world.describe(body) };
      return null;
    },
    ask: world.post,
    describe: world.describe,
    hurry() {
      stopped = false;
      retries = 0;
      if (loaded) return void run();
      // not before: what the server drew knows nothing of what this browser keeps, and the first drawing must agree
      loaded = true;
      dispatch({ type: "kept", ...outbox.load() });
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}

/** Doubles, up to half a minute, and a little apart from everybody else. */
function grow(firstMs: number, times: number): number {
  return Math.min(MOST_MS, firstMs * 2 ** Math.min(times, 10)) * (0.8 + 0.4 * Math.random());
}

/** Nothing to judge, and more may come. */
function shouldPoll({ joined, server, pairs, ops, trouble }: Session): boolean {
  return (
    joined &&
    !trouble &&
    ops.length === 0 &&
    pairs.length === 0 &&
    ["waiting", "paused", "rating"].includes(server ?? "")
  );
}
