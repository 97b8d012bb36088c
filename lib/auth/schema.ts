import { z } from "zod";

const PASSWORD_MIN = 12;

/** As kept: lower case, no space around it. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email({ error: "Write an e-mail address, such as ana@example.org." }));

/** The upper limit keeps a request from making the server hash a novel. */
export const newPasswordSchema = z
  .string()
  .min(PASSWORD_MIN, `Write at least ${PASSWORD_MIN} characters.`)
  .max(200, "Write at most 200 characters.");

export const signInSchema = z.object({ email: emailSchema, password: z.string().min(1).max(200) });

export const changePasswordSchema = z.object({
  current: z.string().min(1, "Write your password as it is now.").max(200),
  next: newPasswordSchema,
});

export type ChangePassword = z.infer<typeof changePasswordSchema>;

/** What a session carries; both are held against the database at each request. */
export const signedInSchema = z.object({ accountId: z.uuid(), sessionVersion: z.int() });

export type SignedIn = z.infer<typeof signedInSchema>;
