import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "@playwright/test";
import { platform } from "@/e2e/support/platform";
import type { VoteRequest } from "@/lib/votes/schema";

/** A vote as its rater knows it: what was pressed, and the two texts that stood on the screen at that moment. */
export type Ballot = Pick<VoteRequest, "choice" | "reason"> & { first: string; second: string };
export type SentBallot = Ballot & { assignmentId: string; revision: number };

/** A person with a browser of their own. */
export type Rater = {
  context: BrowserContext;
  page: Page;
  /** Console errors and exceptions of all their pages. */
  errors: string[];
  /** Votes in the order they were pressed. One taken back stays in it, and what is pressed instead follows. */
  ballots: Ballot[];
  /** Each vote once, in the order they first left the browser; one sent again changes nothing. */
  sent: { assignmentId: string; revision: number }[];
};

export async function openRater(browser: Browser, options: BrowserContextOptions): Promise<Rater> {
  const context = await browser.newContext({ baseURL: platform.webUrl, ...options });
  const rater: Rater = { context, page: await context.newPage(), errors: [], ballots: [], sent: [] };
  context.on("console", (message) => {
    if (message.type() === "error") rater.errors.push(message.text());
  });
  context.on("weberror", (error) => rater.errors.push(String(error.error())));
  context.on("request", (request) => {
    if (!request.url().endsWith("/votes")) return;
    const { assignmentId, revision }: VoteRequest = request.postDataJSON();
    const isKnown = rater.sent.some((vote) => vote.assignmentId === assignmentId && vote.revision === revision);
    if (!isKnown) rater.sent.push({ assignmentId, revision });
  });
  return rater;
}

export function choiceButton(page: Page, choice: VoteRequest["choice"]): Locator {
  const labels = { first: /^A is better/, second: /^B is better/, tie: /^Equally good/, both_bad: /^Both bad/ };
  if (choice === "cannot_judge") throw new Error("Skipping has a menu and no button.");
  return page.getByRole("button", { name: labels[choice] });
}

/** Waits until there is something to do: a pair that takes votes, a rest to end, or nothing more. */
export async function nextScreen({ page }: Rater): Promise<"pair" | "rest" | "finished"> {
  const pair = page.getByRole("button", { name: /^A is better/, disabled: false });
  const rest = page.getByRole("button", { name: "Continue" });
  const finished = page.getByRole("heading", { name: "Finished" });
  await pair.or(rest).or(finished).waitFor({ timeout: 60_000 });
  if (await pair.isVisible()) return "pair";
  return (await rest.isVisible()) ? "rest" : "finished";
}

/** Notes what stands on the screen and what is about to be pressed. */
export async function note(rater: Rater, choice: Ballot["choice"], reason?: Ballot["reason"]): Promise<void> {
  const [first, second] = await Promise.all([readSide(rater.page, "A"), readSide(rater.page, "B")]);
  rater.ballots.push({ choice, first, second, ...(reason && { reason }) });
}

async function readSide(page: Page, letter: "A" | "B"): Promise<string> {
  const texts = page.getByRole("article", { name: `Response ${letter}` }).locator(".prose");
  return (await texts.allTextContents()).join("\n");
}

/**
 * Each vote with the assignment it was sent for: votes leave in the order they were pressed.
 *
 * @returns by assignment; where a vote was taken back, the one that came after it.
 */
export function toSentBallots({ ballots, sent }: Rater): Map<string, SentBallot> {
  if (ballots.length !== sent.length) throw new Error(`${ballots.length} votes were pressed and ${sent.length} sent.`);
  return new Map(
    ballots.map((ballot, index) => {
      const vote = sent[index] as Rater["sent"][number];
      return [vote.assignmentId, { ...ballot, ...vote }];
    }),
  );
}
