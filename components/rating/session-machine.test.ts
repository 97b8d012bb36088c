import { describe, expect, test } from "vitest";
import {
  reduceSession,
  type Session,
  type SessionEvent,
  startSession,
  toScreen,
} from "@/components/rating/session-machine";
import type { Pair, RatingReply } from "@/lib/assignments/schema";

const given = { choice: "first", layout: "stacked", decisionMs: 900, visibleMs: 900 } as const;

function pair(name: string, revision = 0): Pair {
  return { assignmentId: name, trialIndex: 1, revision, prompt: ["p"], first: ["f"], second: ["s"] };
}

/** `one two*`: two comes without its text. */
function reply(names: string, done = 0, changes: Partial<RatingReply> = {}): RatingReply {
  const pairs = names
    .split(" ")
    .filter(Boolean)
    .map((name) =>
      name.endsWith("*") ? { assignmentId: name.slice(0, -1) } : { assignmentId: name, pair: pair(name) },
    );
  return { state: pairs.length ? "rating" : "finished", progress: { done, total: 9 }, pairs, ...changes };
}

function play(session: Session, ...events: SessionEvent[]): Session {
  return events.reduce(reduceSession, session);
}

const vote = { type: "vote", given, at: 1, breakEvery: null } as const;
const undo = { type: "undo", at: 2 } as const;
const joined = (names: string) => play(startSession(false), { type: "joined", reply: reply(names) });
const shown = (session: Session) => session.pairs.map(({ assignmentId }) => assignmentId).join(" ");
const waitingFor = (session: Session) => session.ops.map(({ key }) => key);

describe("a vote", () => {
  test("shows the next pair at once and waits to be sent", () => {
    const session = play(joined("one two"), vote);
    expect(shown(session)).toBe("two");
    expect(waitingFor(session)).toEqual(["votes:one:0"]);
    expect(session.progress.done).toBe(1);
    expect(session.notice).toEqual({ kind: "voted", choice: "first" });
  });

  test("its answer brings the pair after the next and keeps the text that is here", () => {
    const session = play(joined("one two"), vote, {
      type: "answered",
      key: "votes:one:0",
      reply: reply("two* three", 1, { outcome: "recorded" }),
    });
    expect(shown(session)).toBe("two three");
    expect(session).toMatchObject({ ops: [], progress: { done: 1, total: 9 }, wanting: false });
  });

  test("an answer that arrives late does not bring back a pair voted on meanwhile, nor lose the next", () => {
    const session = play(joined("one two"), vote, vote, {
      type: "answered",
      key: "votes:one:0",
      reply: reply("two* three", 1, { outcome: "recorded" }),
    });
    expect(shown(session)).toBe("three");
    expect(waitingFor(session)).toEqual(["votes:two:0"]);
    expect(session.progress.done).toBe(2);
  });

  test("with no next pair here, the pair stays on the screen until the answer", () => {
    const session = play(joined("one"), vote);
    expect(toScreen(session)).toBe("sending");
    expect(play(session, vote)).toBe(session);
    expect(toScreen(play(session, { type: "answered", key: "votes:one:0", reply: reply("", 1) }))).toBe("finished");
  });

  test("on a pair that was taken back is said not to count, and cannot be undone", () => {
    const session = play(joined("one two"), vote, {
      type: "answered",
      key: "votes:one:0",
      reply: reply("two*", 0, { outcome: "taken_back" }),
    });
    expect(session).toMatchObject({ notice: { kind: "taken_back" }, last: null, progress: { done: 0 } });
    expect(shown(session)).toBe("two");
  });

  test("sent twice because the first answer was lost is no news; voted on in another tab is", () => {
    const answer = {
      type: "answered",
      key: "votes:one:0",
      reply: reply("two*", 1, { outcome: "repeated" }),
    } as const;
    const sending = { type: "sending", key: "votes:one:0" } as const;
    expect(play(joined("one two"), vote, sending, sending, answer).notice).toMatchObject({ kind: "voted" });
    expect(play(joined("one two"), vote, sending, answer).notice).toEqual({ kind: "elsewhere" });
  });

  test("that is refused is dropped with the reason, and the server is asked what holds", () => {
    const session = play(joined("one two"), vote, { type: "refused", key: "votes:one:0", message: "Not yours." });
    expect(session).toMatchObject({ ops: [], wanting: true, notice: { kind: "problem", message: "Not yours." } });
  });
});

describe("undo", () => {
  test("of a vote never sent drops it without a request, and the pair keeps its revision", () => {
    const session = play(joined("one two"), vote, undo);
    expect(session).toMatchObject({ ops: [], last: null, progress: { done: 0 } });
    expect(session.pairs[0]).toEqual(pair("one"));
    expect(shown(session)).toBe("one two");
  });

  test("of a vote that may have arrived waits for it, then takes it back", () => {
    const session = play(joined("one two"), vote, { type: "sending", key: "votes:one:0" }, undo);
    expect(waitingFor(session)).toEqual(["votes:one:0", "undo:one:1"]);
    expect(session.pairs[0]).toEqual(pair("one", 2));
    const after = play(session, { type: "answered", key: "votes:one:0", reply: reply("two* three", 1) });
    expect(shown(after)).toBe("one two three");
    expect(after.progress.done).toBe(0);
  });

  test("its answer's pair, with the higher revision, takes the place of ours", () => {
    const withdrawn = { assignmentId: "one", pair: pair("one", 4) };
    const session = play(
      joined("one two"),
      vote,
      { type: "answered", key: "votes:one:0", reply: reply("two* three", 1) },
      undo,
      { type: "answered", key: "undo:one:1", reply: reply("", 0, { pairs: [withdrawn, { assignmentId: "two" }] }) },
    );
    expect(session.pairs[0]?.revision).toBe(4);
    expect(shown(session)).toBe("one two");
    expect(session.notice).toEqual({ kind: "undone" });
  });

  test("works until the next vote, once", () => {
    const session = play(joined("one two"), vote, undo, undo);
    expect(session.notice).toEqual({ kind: "nothing_to_undo" });
    expect(shown(session)).toBe("one two");
  });

  test("after a reload the text comes with the answer, and nothing is judged until then", () => {
    const last = { assignmentId: "one", revision: 0, choice: "tie" } as const;
    let session = play(
      startSession(true),
      { type: "kept", ops: [], last },
      { type: "answered", key: null, reply: reply("two three", 1) },
      undo,
    );
    expect(toScreen(session)).toBe("loading");
    session = play(session, { type: "answered", key: "undo:one:1", reply: reply("one two", 0) });
    expect(shown(session)).toBe("one two");
    expect(session.notice).toEqual({ kind: "undone" });
  });

  test("a vote on the pair taken back carries the next revision", () => {
    const session = play(joined("one two"), vote, { type: "sending", key: "votes:one:0" }, undo, vote);
    expect(waitingFor(session)).toEqual(["votes:one:0", "undo:one:1", "votes:one:2"]);
    expect(shown(session)).toBe("two");
  });

  test("a refused undo takes the vote that rests on it along", () => {
    const session = play(joined("one two"), vote, { type: "sending", key: "votes:one:0" }, undo, vote, {
      type: "refused",
      key: "undo:one:1",
      message: "no",
    });
    expect(session.ops.filter(({ kind, key }) => kind === "undo" || key === "votes:one:2")).toEqual([]);
  });
});

describe("the server is the truth", () => {
  test("a pair judged in another tab leaves the screen, and this is said", () => {
    const session = play(joined("one two"), { type: "answered", key: null, reply: reply("two* three", 1) });
    expect(shown(session)).toBe("two three");
    expect(session.notice).toEqual({ kind: "moved" });
  });

  test("a pair whose text is not here is asked for", () => {
    const session = play(joined("one"), { type: "answered", key: null, reply: reply("one* two*", 0) });
    expect(session.wanting).toBe(true);
    expect(shown(session)).toBe("one");
  });

  test("with one pair in hand and more to come, the next is fetched ahead", () => {
    const session = play(joined("one two"), vote, { type: "answered", key: "votes:one:0", reply: reply("two*", 1) });
    expect(session.wanting).toBe(true);
  });

  test("what another tab has sent is not sent again, and the server is asked", () => {
    expect(play(joined("one two"), vote, { type: "gone", key: "votes:one:0" })).toMatchObject({
      ops: [],
      wanting: true,
    });
  });

  test.each(["waiting", "paused", "closed", "finished"] as const)(
    "%s is shown when nothing is left to judge",
    (state) => {
      const asked = (names: string) =>
        toScreen(play(startSession(true), { type: "answered", key: null, reply: reply(names, 0, { state }) }));
      expect(asked("")).toBe(state);
      expect(asked("one")).toBe("rating");
    },
  );

  test("a session that is gone leads back to consent and tells of votes that are lost", () => {
    const session = play(joined("one two"), vote, { type: "signed_out" });
    expect(toScreen(session)).toBe("consent");
    expect(session.notice).toEqual({ kind: "signed_out", lost: 1 });
  });
});

describe("rest, flags and trouble", () => {
  const restless = { ...vote, breakEvery: 2 };

  test("a rest is offered after so many pairs, and counts anew after it", () => {
    const session = play(joined("one two three"), restless, restless);
    expect(toScreen(session)).toBe("rest");
    expect(play(session, restless)).toBe(session);
    expect(toScreen(play(session, { type: "rested" }))).toBe("rating");
  });

  test("undo during a rest goes back to the pair", () => {
    const session = play(joined("one two three"), restless, restless, undo);
    expect(toScreen(session)).toBe("rating");
    expect(shown(session)).toBe("two three");
  });

  test("who has finished is not sent to rest", () => {
    const session = play(
      joined("one"),
      { ...vote, breakEvery: 1 },
      {
        type: "answered",
        key: "votes:one:0",
        reply: reply("", 1),
      },
    );
    expect(toScreen(session)).toBe("finished");
  });

  test("a flag is no vote: the pair stays", () => {
    const flag = { assignmentId: "one", side: "both", reason: "broken" } as const;
    const session = play(joined("one two"), { type: "flag", flag, at: 1 });
    expect(shown(session)).toBe("one two");
    expect(waitingFor(session)).toEqual(["flags:one:both:broken"]);
    expect(play(session, { type: "answered", key: "flags:one:both:broken", reply: null }).ops).toEqual([]);
  });

  test("when all that was kept is sent, this is said", () => {
    const session = play(
      joined("one two"),
      vote,
      { type: "trouble", trouble: "offline" },
      {
        type: "answered",
        key: "votes:one:0",
        reply: reply("two* three", 1),
      },
    );
    expect(session).toMatchObject({ trouble: null, notice: { kind: "sent" } });
  });

  test("while some of it is still to be sent, this is said", () => {
    const session = play(
      joined("one two three"),
      vote,
      vote,
      { type: "trouble", trouble: "offline" },
      {
        type: "answered",
        key: "votes:one:0",
        reply: reply("two* three*", 1),
      },
    );
    expect(session.trouble).toBe("offline");
  });
});
