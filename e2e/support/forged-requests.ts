import { createHash, randomUUID } from "node:crypto";

/** One request as it goes over the wire. */
export type Forged = { kind: string; path: string; method: string; headers: Record<string, string>; body?: string };

/** What an attacker may have got hold of: their own session, and what they have overheard of another's. */
export type Overheard = {
  slug: string;
  /** Of the attacker, who is a rater too. */
  cookie: string;
  /** Assignments of another rater: voted on, and held. */
  othersDone: string;
  othersHeld: string;
  /** The attacker's own: voted on at this revision, and held. */
  ownDone: { assignmentId: string; revision: number };
  ownHeld: string;
  /** Requests of theirs that were answered before, word for word. */
  answered: { path: string; body: string }[];
};

const JSON_TYPE = { "content-type": "application/json" };
const STEPS = ["look", "demographics", "comprehension", "practice", "blindness", "feedback"] as const;

/** A stream of numbers from 0 up to 1 that a seed decides. */
function draws(seed: string): () => number {
  let count = 0;
  return () => createHash("sha256").update(`${seed}:${count++}`).digest().readUInt32BE() / 2 ** 32;
}

/**
 * `count` requests that no honest browser or platform sends, over all routes in turn: forged, replayed, out of order,
 * malformed, oversized.
 *
 * @param routes paths below /api, with [slug] in them.
 */
export function forgeRequests(count: number, seed: string, routes: string[], overheard: Overheard): Forged[] {
  const draw = draws(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)] as T;
  const { slug, cookie } = overheard;
  const vote = (changed: object) => ({
    ...{ assignmentId: overheard.ownHeld, revision: 0, choice: "first", layout: "stacked", decisionMs: 900, have: [] },
    ...changed,
  });

  /** Bodies that are well formed, and not this sender's to send. */
  const untimely = (route: string): object => {
    if (route.endsWith("/votes")) {
      return pick([
        vote({ assignmentId: overheard.othersHeld }),
        vote({ assignmentId: overheard.othersDone }),
        vote({ assignmentId: overheard.othersDone, revision: 1 }),
        vote({ assignmentId: randomUUID() }),
        vote({ revision: 1 + Math.floor(draw() * 900) }),
        vote({ ...overheard.ownDone, choice: "second" }),
        vote({ ...overheard.ownDone, revision: overheard.ownDone.revision + 1 }),
        vote({ choice: "withdrawn" }),
        vote({ choice: "cannot_judge" }),
      ]);
    }
    if (route.endsWith("/undo")) {
      return pick([
        { assignmentId: overheard.othersDone, revision: 1, have: [] },
        { assignmentId: overheard.ownHeld, revision: 1, have: [] },
        { assignmentId: overheard.ownDone.assignmentId, revision: 7, have: [] },
        { assignmentId: randomUUID(), revision: 1, have: [] },
      ]);
    }
    if (route.endsWith("/flags")) return { assignmentId: overheard.othersHeld, side: "first", reason: "broken" };
    if (route.endsWith("/session")) return { consentVersion: pick(["0", "2", "999", "' OR 1=1 --"]), arrival: "?x=1" };
    if (route.endsWith("/step")) {
      const kind = pick(STEPS);
      const parts = {
        demographics: { answers: { age: "1".repeat(150), nowhere: "x" } },
        comprehension: { answers: [0, 8, 8] },
        practice: { id: overheard.othersHeld, choice: "first" },
        blindness: { guesses: ["x", "y"] },
        feedback: { text: "words" },
        look: {},
      };
      return { kind, ...parts[kind] };
    }
    return pick([{ have: [randomUUID()] }, { event_type: "submission.status.change", resource_id: randomUUID() }, {}]);
  };

  const make: Record<string, (route: string) => Omit<Forged, "kind" | "path">> = {
    "without a session": (route) => ({ method: "POST", headers: JSON_TYPE, body: JSON.stringify(untimely(route)) }),
    "another token": (route) => ({
      method: "POST",
      headers: {
        ...JSON_TYPE,
        ...pick<Record<string, string>>([
          { cookie: `rater-${slug}=${"A".repeat(43)}` },
          { cookie: `rater-${slug}=` },
          { cookie: `rater-${slug}=${"%00".repeat(30)}` },
          { authorization: `Bearer ${randomUUID()}${randomUUID()}`.slice(0, 60) },
          { authorization: `Bearer ${"x".repeat(5000)}` },
        ]),
      },
      body: JSON.stringify(untimely(route)),
    }),
    "not theirs, or not now": (route) => ({
      method: "POST",
      headers: { ...JSON_TYPE, cookie },
      body: JSON.stringify(untimely(route)),
    }),
    replayed: () => ({ method: "POST", headers: { ...JSON_TYPE, cookie }, body: "" }),
    malformed: (route) => ({
      method: "POST",
      headers: { ...JSON_TYPE, cookie },
      body: pick([
        "",
        "null",
        "[]",
        "{",
        '"votes"',
        "\u0000",
        '{"__proto__":{"isAdmin":true}}',
        '{"constructor":{"prototype":{}}}',
        JSON.stringify({ ...untimely(route), extra: { $ne: null } }),
        JSON.stringify({ ...untimely(route), assignmentId: "\u0000' OR '1'='1" }),
        JSON.stringify({ ...untimely(route), revision: -1, decisionMs: 1e308, have: "all" }),
        JSON.stringify({ ...untimely(route), consentVersion: "1\u0000", arrival: "?PROLIFIC_PID=%00", language: "xx" }),
        "[".repeat(8_000),
      ]),
    }),
    oversized: (route) => ({
      method: "POST",
      headers: { ...JSON_TYPE, cookie },
      body: JSON.stringify({ ...untimely(route), padding: "x".repeat(pick([20_000, 200_000, 2_000_000])) }),
    }),
    "another type or method": (route) => {
      const method = pick(["GET", "PUT", "DELETE", "PATCH", "POST"]);
      const headers = { cookie, "content-type": pick(["text/plain", "application/x-www-form-urlencoded", ""]) };
      return method === "GET" ? { method, headers } : { method, headers, body: JSON.stringify(untimely(route)) };
    },
    "forged signature": (route) => ({
      method: "POST",
      headers: {
        ...JSON_TYPE,
        "x-prolific-request-signature": pick([
          "",
          "AAAA",
          Buffer.from("x".repeat(32)).toString("base64"),
          "é".slice(1),
        ]),
        "x-prolific-request-timestamp": pick(["0", String(Date.now()), String(Math.floor(Date.now() / 1000)), "soon"]),
      },
      body: JSON.stringify(untimely(route)),
    }),
  };

  const kinds = Object.keys(make);
  return Array.from({ length: count }, (_, index) => {
    const route = routes[index % routes.length] as string;
    const kind = kinds[Math.floor(index / routes.length) % kinds.length] as string;
    const path = `/api/${route}`.replace(
      "[slug]",
      draw() < 0.05 ? pick(["nowhere", "%00", "..%2f..", slug.toUpperCase()]) : slug,
    );
    if (kind !== "replayed")
      return { kind, path, ...(make[kind] as (route: string) => Omit<Forged, "kind" | "path">)(route) };
    const before = pick(overheard.answered);
    return { kind, path: before.path, method: "POST", headers: { ...JSON_TYPE, cookie }, body: before.body };
  });
}
