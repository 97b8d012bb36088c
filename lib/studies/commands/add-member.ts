import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { parseInput } from "@/lib/http/parse-input";
import { inviteMember, type MadeInvitation } from "@/lib/studies/commands/invite-member";
import { shareStudy } from "@/lib/studies/commands/share-study";
import { shareSchema } from "@/lib/studies/schema";

/**
 * Makes whoever has an account a member, and an invitation for everyone else.
 *
 * @returns null: they are a member now.
 * @throws {AppError} as `shareStudy` and `inviteMember`.
 */
export async function addMember(
  actor: Actor,
  name: string,
  share: z.input<typeof shareSchema>,
): Promise<MadeInvitation | null> {
  const { email } = parseInput(shareSchema, share);
  const account = await getPrisma().account.findUnique({ where: { email }, select: { id: true } });
  if (!account) return inviteMember(actor, name, share);
  await shareStudy(actor, name, share);
  return null;
}
