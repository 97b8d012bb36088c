import type { RatingReply } from "@/lib/assignments/schema";
import type { VoteRequest } from "@/lib/votes/schema";

/** A rater without a browser: the same requests, sent again to another web process where one does not answer. */
export type RatingClient = {
  reply: RatingReply;
  /** Milliseconds from each request to its reply. */
  replyMs: number[];
  vote(choice: VoteRequest["choice"]): Promise<void>;
  next(): Promise<void>;
};

export async function startRating(home: string, urls: string[], slug: string): Promise<RatingClient> {
  const first = await fetch(`${home}/api/rating/${slug}/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ consentVersion: "1" }),
  });
  if (!first.ok) throw new Error(`The session was refused: ${first.status} ${await first.text()}`);
  const cookie = first.headers.get("set-cookie")?.split(";")[0] ?? "";
  let at = urls.indexOf(home);

  async function post(path: string, body: unknown): Promise<RatingReply> {
    for (let tries = 0; tries < 50; tries++) {
      const begin = performance.now();
      // a process that is killed may have sent half of its answer
      const answer = await fetch(`${urls[at]}/api/rating/${slug}/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", cookie },
        body: JSON.stringify(body),
      })
        .then(async (response) => ({ status: response.status, text: await response.text() }))
        .catch(() => ({ status: 503, text: "" }));
      if (answer.status === 200) {
        client.replyMs.push(performance.now() - begin);
        return JSON.parse(answer.text) as RatingReply;
      }
      if (answer.status < 500) throw new Error(`${path}: ${answer.status} ${answer.text}`);
      at = (at + 1) % urls.length;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("No web process answers.");
  }

  const client: RatingClient = {
    reply: (await first.json()) as RatingReply,
    replyMs: [],
    async vote(choice) {
      const [shown, ...rest] = client.reply.pairs;
      if (!shown) throw new Error("There is no pair to vote on.");
      const vote: VoteRequest = {
        assignmentId: shown.assignmentId,
        revision: 0,
        choice,
        ...(choice === "cannot_judge" && { reason: "other" as const }),
        layout: "side_by_side",
        decisionMs: 1000,
        have: rest.map(({ assignmentId }) => assignmentId),
      };
      client.reply = await post("votes", vote);
    },
    async next() {
      client.reply = await post("next", { have: [] });
    },
  };
  return client;
}
