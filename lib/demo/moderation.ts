import "server-only";
import { z } from "zod";
import { getEnv } from "@/lib/env";
import { isBlank } from "@/lib/formats/blank";
import { AppError } from "@/lib/http/app-error";
import { log } from "@/lib/log";

const OPENAI = "https://api.openai.com/v1";
const TIMEOUT_MS = 10_000;

const replySchema = z.object({ results: z.array(z.object({ flagged: z.boolean() })) });

/** It is on where its key is set: see MODERATION_API_KEY in README.md. */
export function isModerationOn(): boolean {
  return getEnv().MODERATION_API_KEY !== undefined;
}

/**
 * Asks OpenAI's moderation endpoint, or one that speaks as it does, about these texts. Where moderation is off all pass.
 *
 * @throws {AppError} unavailable: the service gave no verdict, and then nothing passes.
 */
export async function passesModeration(texts: string[]): Promise<boolean> {
  const key = getEnv().MODERATION_API_KEY;
  const input = texts.filter((text) => !isBlank(text));
  if (!key || input.length === 0) return true;
  try {
    const verdict = replySchema.parse(await ask(key, input));
    if (verdict.results.length < input.length) throw new Error("a verdict is missing");
    return verdict.results.every(({ flagged }) => !flagged);
  } catch (cause) {
    log.warn({ reason: cause instanceof Error ? cause.message : "unknown" }, "moderation gave no verdict");
    throw new AppError(
      "unavailable",
      "Texts cannot be checked now, so nothing is sent or shown. Try again in a minute.",
      {
        cause,
      },
    );
  }
}

async function ask(key: string, input: string[]): Promise<unknown> {
  const base = (getEnv().MODERATION_BASE_URL ?? OPENAI).replace(/\/+$/, "");
  const reply = await fetch(`${base}/moderations`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ input }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
    redirect: "error",
  });
  if (!reply.ok) throw new Error(`status ${reply.status}`);
  return reply.json();
}
