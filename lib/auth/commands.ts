import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { AccountActor } from "@/lib/auth/actor";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import { type ChangePassword, type SignedIn, signInSchema } from "@/lib/auth/schema";
import { forgiveSignInTries, spendSignInTry } from "@/lib/auth/sign-in-limits";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";

/**
 * By e-mail and password. The answer, and the time it takes, are the same for an unknown e-mail and a wrong password.
 *
 * @returns null: not these two together.
 * @throws {AppError} too_many.
 */
export async function signInWithPassword(form: unknown, address: string): Promise<SignedIn | null> {
  const parsed = signInSchema.safeParse(form);
  const email = parsed.success ? parsed.data.email : "";
  await spendSignInTry({ email, address });

  const account = parsed.success ? await getPrisma().account.findUnique({ where: { email } }) : null;
  const isRight = await verifyPassword(account?.passwordHash ?? null, parsed.success ? parsed.data.password : "");
  if (!account) return null;

  const actor: AccountActor = { kind: "account", accountId: account.id, role: account.role };
  const action = isRight ? "account.sign_in" : "account.sign_in_refused";
  await recordEvent(getPrisma(), actor, { action, subjectId: account.id, detail: { by: "password" } });
  if (!isRight) return null;

  await forgiveSignInTries({ email, address });
  return { accountId: account.id, sessionVersion: account.sessionVersion };
}

/**
 * By an e-mail that a provider has verified. A provider opens no accounts: whoever has none is turned away.
 *
 * @returns null: no account has it.
 */
export async function signInWithProvider(verifiedEmail: string, provider: string): Promise<SignedIn | null> {
  const account = await getPrisma().account.findUnique({ where: { email: verifiedEmail.trim().toLowerCase() } });
  if (!account) return null;
  await recordEvent(
    getPrisma(),
    { kind: "account", accountId: account.id, role: account.role },
    { action: "account.sign_in", subjectId: account.id, detail: { by: provider } },
  );
  return { accountId: account.id, sessionVersion: account.sessionVersion };
}

/**
 * Signs every session of the account out, this one too.
 *
 * @throws {AppError} bad_input: the password now in use is another; too_many: guessed too often.
 */
export async function changePassword(actor: AccountActor, { current, next }: ChangePassword): Promise<void> {
  const account = await getPrisma().account.findUniqueOrThrow({ where: { id: actor.accountId } });
  // whoever finds a session open may not try passwords here at leisure
  await spendSignInTry({ email: account.email, address: "change-password" });
  if (!(await verifyPassword(account.passwordHash, current)))
    throw new AppError("bad_input", "That is not your password. Write the one you signed in with.");

  const passwordHash = await hashPassword(next);
  await getPrisma().$transaction(async (db) => {
    await db.account.update({ where: { id: account.id }, data: { passwordHash, sessionVersion: { increment: 1 } } });
    await recordEvent(db, actor, { action: "account.change_password", subjectId: account.id });
  });
  await forgiveSignInTries({ email: account.email, address: "change-password" });
}
