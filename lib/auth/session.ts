import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import type { AccountActor } from "@/lib/auth/actor";
import { getAuthOptions } from "@/lib/auth/options";
import { findAccountOf } from "@/lib/auth/queries";
import { toSafeCallback } from "@/lib/auth/safe-callback";
import { signedInSchema } from "@/lib/auth/schema";
import { AppError } from "@/lib/http/app-error";
import { PATH_HEADER } from "@/lib/http/path-header";

/** Who is signed in, with the role they have now; null: nobody. One look at the database a request. */
export const findAccount = cache(async (): Promise<AccountActor | null> => {
  const session = signedInSchema.safeParse(await getServerSession(getAuthOptions()));
  return session.success ? findAccountOf(session.data) : null;
});

/** For pages and server actions: whoever is not signed in goes to the sign-in page, and comes back after it. */
export async function requireAccount(): Promise<AccountActor> {
  const account = await findAccount();
  if (account) return account;
  const path = (await headers()).get(PATH_HEADER);
  redirect(`/sign-in?callback=${encodeURIComponent(toSafeCallback(path))}`);
}

/** For route handlers. @throws {AppError} not_signed_in. */
export async function requireApiAccount(): Promise<AccountActor> {
  const account = await findAccount();
  if (!account) throw new AppError("not_signed_in", "You are not signed in. Sign in and try again.");
  return account;
}
