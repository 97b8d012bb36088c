import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/app/sign-in/sign-in-form";
import { Mark } from "@/components/ui/mark";
import { listProviders } from "@/lib/auth/options";
import { toSafeCallback } from "@/lib/auth/safe-callback";
import { findAccount } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Fixed sentences only: whatever stands in the address may come from a stranger's link. */
function explain(error: string | string[] | undefined): string | null {
  if (error === undefined) return null;
  if (error === "AccessDenied")
    return "No account here has the e-mail that the provider has verified for you. Ask an owner of this site for an account.";
  if (error === "SessionRequired") return "Sign in to see that page.";
  return "Signing in did not work. Try again.";
}

export default async function SignInPage({ searchParams }: Props) {
  const query = await searchParams;
  const callback = toSafeCallback(query.callback);
  if (await findAccount()) redirect(callback);
  return (
    <main id="main" className="wrap py-2">
      <Mark />
      <div className="mx-auto grid max-w-[22rem] gap-6 pt-12">
        <h1>Sign in</h1>
        {query.changed === "1" && <p>Your password is changed. Sign in with the new one.</p>}
        <SignInForm callback={callback} providers={listProviders()} firstError={explain(query.error)} />
        <p className="note">
          Raters need no account: they open the link of a study. If you have no account, or forgot your password, ask
          whoever runs this site.
        </p>
      </div>
    </main>
  );
}
