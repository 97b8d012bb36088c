"use client";

import Link from "next/link";
import { signIn } from "next-auth/react";
import { useActionState, useEffect, useRef } from "react";
import { joinAnewAction, takeInvitationAction } from "@/app/join/[token]/actions";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { toStudyPath } from "@/lib/http/study-path";

/** For whoever is signed in with the account that is invited. */
export function TakeForm({ token }: { token: string }) {
  const [state, submit, isBusy] = useActionState(takeInvitationAction, {});
  return (
    <form action={submit} className="grid gap-2">
      <input type="hidden" name="token" value={token} />
      <Button type="submit" look="primary" busy={isBusy} className="justify-self-start">
        Join the study
      </Button>
      <p role="alert" className="text-danger empty:hidden">
        {state.error}
      </p>
    </form>
  );
}

/** For whoever has no account yet. Without scripts they sign in by hand after it. */
export function JoinAnewForm({ token, email, study }: { token: string; email: string; study: string }) {
  const [state, submit, isBusy] = useActionState(joinAnewAction, {});
  // what was typed is not in the form any more when the answer is there
  const typed = useRef("");
  const path = toStudyPath(study);
  useEffect(() => {
    if (state.done && typed.current) void signInAndGo(email, typed.current, path);
  }, [state.done, email, path]);
  if (state.done) {
    return (
      <p role="status">
        {state.done} <Link href={`/sign-in?callback=${encodeURIComponent(path)}`}>Sign in</Link> to go there.
      </p>
    );
  }
  return (
    <form
      action={submit}
      onSubmit={(event) => {
        typed.current = String(new FormData(event.currentTarget).get("password"));
      }}
      className="grid gap-4"
    >
      <input type="hidden" name="token" value={token} />
      {/* for password managers, which keep it beside the password */}
      <TextField label="E-mail" name="email" type="email" autoComplete="username" readOnly value={email} />
      <TextField
        label="Your name"
        name="name"
        hint="As the others of the study see it."
        autoComplete="name"
        required
        defaultValue={state.name}
        error={state.fieldErrors?.name}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        hint="12 characters or more."
        autoComplete="new-password"
        minLength={12}
        required
        error={state.fieldErrors?.password}
      />
      <p role="alert" className="text-danger empty:hidden">
        {state.error}
      </p>
      <Button type="submit" look="primary" busy={isBusy} className="justify-self-start">
        Make an account and join
      </Button>
    </form>
  );
}

async function signInAndGo(email: string, password: string, path: string): Promise<void> {
  const reply = await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
  // else the link to the sign-in page stands there
  if (reply?.ok) window.location.assign(path);
}
