import { z } from "zod";
import { newPasswordSchema } from "@/lib/auth/schema";

/** A link that was not taken by then is worth nothing. Days. */
export const INVITATION_DAYS = 14;

/** base64url of 32 random bytes. */
export const invitationTokenSchema = z.string().regex(/^[\w-]{43}$/);

/** What a person gives who has no account yet; the e-mail is the invitation's. */
export const newMemberSchema = z.strictObject({
  name: z.string().trim().min(1, "Write your name, as the others of the study see it.").max(200),
  password: newPasswordSchema,
});

export type NewMember = z.input<typeof newMemberSchema>;
