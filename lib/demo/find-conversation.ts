import "server-only";
import { z } from "zod";
import type { DemoConversation } from "@/lib/db/generated/client";
import type { Db } from "@/lib/db/long-transaction";
import { type DemoTurn, demoTurnSchema } from "@/lib/demo/schema";
import type { Visitor } from "@/lib/demo/visitor";
import { AppError } from "@/lib/http/app-error";

export type Conversation = Omit<DemoConversation, "turns"> & { turns: DemoTurn[] };

const idSchema = z.uuid();

/**
 * A visitor's own conversation.
 *
 * @param options.lock holds the row until the transaction ends.
 * @throws {AppError} not_found: it is another's, or was deleted after a day.
 */
export async function getConversation(
  db: Db,
  visitor: Visitor,
  id: string,
  options: { lock?: boolean } = {},
): Promise<Conversation> {
  const isId = idSchema.safeParse(id).success;
  if (isId && options.lock) await db.$queryRaw`SELECT id FROM demo_conversations WHERE id = ${id}::uuid FOR UPDATE`;
  const found = isId && (await db.demoConversation.findUnique({ where: { id } }));
  if (!found || !Buffer.from(found.visitorHash).equals(visitor.hash)) {
    throw new AppError("not_found", "This conversation is no longer here. Clear to begin another.");
  }
  return { ...found, turns: z.array(demoTurnSchema).parse(found.turns) };
}
