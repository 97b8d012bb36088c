import "server-only";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { setPlatformState } from "@/lib/crowd/commands/set-platform-state";
import { getPool } from "@/lib/db/pool";
import { readProlificSettings } from "@/lib/env";
import { AppError } from "@/lib/http/app-error";

export type Signed = { timestamp: string | null; signature: string | null; body: string };

/** A message may be so late, or our clock so wrong. Seconds. */
const TOLERANCE_S = 5 * 60;

const eventSchema = z.object({
  event_type: z.string(),
  resource_id: z.string().max(128).optional(),
  status: z.string().max(60).optional(),
});

/**
 * Takes a message from Prolific about a submission: signed with our secret over timestamp and body, not older than five
 * minutes, and taken once. What it says is only where a submission stands on the platform; no vote hangs on it.
 *
 * @returns whether anything was noted. An event that we do not know is none of our business.
 * @throws {AppError} unavailable: no secret is set; forbidden: the signature is wrong, too old, or used; bad_input.
 * Source: docs.prolific.com, Webhooks: Verifying.
 */
export async function takeProlificWebhook({ timestamp, signature, body }: Signed): Promise<{ noted: boolean }> {
  const { webhookSecret } = readProlificSettings();
  if (!webhookSecret)
    throw new AppError("unavailable", "PROLIFIC_WEBHOOK_SECRET is not set: no message can be checked.");
  if (!timestamp || !signature || !isSigned(webhookSecret, timestamp, body, signature)) throw refuse();
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!(age <= TOLERANCE_S)) throw refuse();
  if (!(await isFirst(signature))) return { noted: false };
  const event = parse(body);
  if (event.event_type !== "submission.status.change" || !event.resource_id || !event.status) return { noted: false };
  return { noted: await setPlatformState("prolific", event.resource_id, event.status) };
}

function isSigned(secret: string, timestamp: string, body: string, signature: string): boolean {
  const wanted = createHmac("sha256", secret).update(`${timestamp}${body}`, "utf8").digest();
  const given = Buffer.from(signature, "base64");
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Kept in the database, so that a message sent again to another process, or after Redis was lost, is known too. */
async function isFirst(signature: string): Promise<boolean> {
  const digest = createHash("sha256").update(signature).digest("hex");
  const { rowCount } = await getPool().query(
    "INSERT INTO webhook_receipts (way_in, digest) VALUES ('prolific', $1) ON CONFLICT DO NOTHING",
    [digest],
  );
  return rowCount === 1;
}

function parse(body: string): z.infer<typeof eventSchema> {
  try {
    return eventSchema.parse(JSON.parse(body));
  } catch (error) {
    throw new AppError("bad_input", "The body is no event of Prolific’s.", { cause: error });
  }
}

function refuse(): AppError {
  return new AppError("forbidden", "The signature does not fit, or is too old.");
}
