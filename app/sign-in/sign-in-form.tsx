"use client";

import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";

type Props = {
  /** A path of this site. */
  callback: string;
  providers: { id: string; name: string }[];
  firstError: string | null;
};

const WAIT = /^Too many tries\. Try again in \d+ minutes?\.$/;

function explain(error: string): string {
  if (WAIT.test(error)) return error;
  if (error === "CredentialsSignin") return "That e-mail and password do not belong together. Check both.";
  return "Signing in did not work. Try again in a moment.";
}

export function SignInForm({ callback, providers, firstError }: Props) {
  const [error, setError] = useState(firstError);
  const [isBusy, setIsBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    setError(null);
    const form = new FormData(event.currentTarget);
    const failure = await trySigningIn(String(form.get("email")), String(form.get("password")));
    if (failure === null) {
      // a whole load, so that no page drawn for someone else is left in this tab
      window.location.assign(callback);
      return;
    }
    setError(explain(failure));
    setIsBusy(false);
  }

  return (
    <>
      {/* before the script has loaded, a form without a method would put the password into the address */}
      <form method="post" action="/api/auth/callback/credentials" onSubmit={submit} className="grid gap-4">
        <Fields isRefused={error !== null} />
        <p id="sign-in-error" role="alert" className="text-danger empty:hidden">
          {error}
        </p>
        <Button type="submit" look="primary" busy={isBusy}>
          Sign in
        </Button>
      </form>
      {providers.map(({ id, name }) => (
        <Button key={id} onClick={() => signIn(id, { callbackUrl: callback })}>
          Sign in with {name}
        </Button>
      ))}
    </>
  );
}

function Fields({ isRefused }: { isRefused: boolean }) {
  const describedBy = isRefused ? "sign-in-error" : undefined;
  return (
    <>
      <div className="grid gap-1">
        <label htmlFor="email" className="font-medium">
          E-mail
        </label>
        <input
          id="email"
          name="email"
          type="email"
          autoComplete="username"
          required
          className="input"
          aria-describedby={describedBy}
        />
      </div>
      <div className="grid gap-1">
        <label htmlFor="password" className="font-medium">
          Password
        </label>
        <input
          id="password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          className="input"
          aria-invalid={isRefused || undefined}
          aria-describedby={describedBy}
        />
      </div>
    </>
  );
}

/** @returns null: signed in; else the library's word for what went wrong. */
async function trySigningIn(email: string, password: string): Promise<string | null> {
  try {
    const reply = await signIn("credentials", { email, password, redirect: false });
    return reply?.ok ? null : (reply?.error ?? "unavailable");
  } catch {
    return "unavailable";
  }
}
