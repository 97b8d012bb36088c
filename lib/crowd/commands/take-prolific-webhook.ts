import "server-only";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { expireStudyLeases } from "@/lib/assignments/commands/expire-leases";
import { noteStatus } from "@/lib/crowd/prolific/note-status";
import { getPool } from "@/lib/db/pool";
import { readProlific } from "@/lib/env";
import { AppError } from "@/lib/http/app-error";

export type SignedMessage = { timestamp: string | null; signature: string | null; body: string };

/** Their clock may differ from ours by so much. */
const FRESH_S = 5 * 60;

const statusChangeSchema = z.object({
  event_type: z.literal("submission.status.change"),
  resource_id: z.string().min(1).max(128),
  status: z.string().min(1).max(60),
});

/**
 * Takes a message of Prolific's: HMAC-SHA256 over timestamp and body, in base64. What it says is taken once, however
 * often it is sent; what is not about a submission of ours changes nothing.
 *
 * @throws {AppError} unavailable: no secret is set; forbidden: the signature or the time is wrong; conflict: taken before.
 */
export async function takeProlificWebhook({ timestamp, signature, body }: SignedMessage): Promise<void> {
  requireSignature({ timestamp, signature, body });
  const event = statusChangeSchema.safeParse(parse(body));
  const digest = createHash("sha256").update(`${timestamp}${body}`).digest("hex");
  const client = await getPool().connect();
  let freed: string | null = null;
  try {
    await client.query("BEGIN");
    // with the deed in one transaction: a message whose deed failed may come again
    const receipt = await client.query(
      "INSERT INTO webhook_receipts (way_in, digest) VALUES ('prolific', $1) ON CONFLICT DO NOTHING",
      [digest],
    );
    if (receipt.rowCount === 0) throw new AppError("conflict", "This message has been taken before.");
    if (event.success) freed = await noteStatus(client, event.data.resource_id, event.data.status);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
  if (freed) await expireStudyLeases(freed);
}

function requireSignature({ timestamp, signature, body }: SignedMessage): void {
  const { webhookSecret } = readProlific();
  if (!webhookSecret) throw new AppError("unavailable", "PROLIFIC_WEBHOOK_SECRET is not set on this server.");
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) throw refuse();
  const expected = createHmac("sha256", webhookSecret)
    .update(timestamp + body)
    .digest();
  const given = Buffer.from(signature, "base64");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw refuse();
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > FRESH_S) throw refuse();
}

function refuse(): AppError {
  return new AppError("forbidden", "This message is not signed by Prolific, or it is too old.");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
