import type { Metadata } from "next";
import Link from "next/link";
import { JoinAnewForm, TakeForm } from "@/app/join/[token]/join-form";
import { Mark } from "@/components/ui/mark";
import { getAccountProfile } from "@/lib/auth/queries";
import { findAccount } from "@/lib/auth/session";
import { findWaitingInvitation, type WaitingInvitation } from "@/lib/studies/queries/member-invitations";

// the address is a key: it must not travel to where a link leads
export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer", robots: { index: false } };

type Props = { params: Promise<{ token: string }> };

/** Where a person takes an invitation to work on a study: with the account they have, or a new one. */
export default async function JoinPage({ params }: Props) {
  const { token } = await params;
  const invitation = await findWaitingInvitation(token);
  return (
    <main id="main" className="wrap py-2">
      <Mark />
      <div className="mx-auto grid max-w-[26rem] gap-6 pt-12">
        {invitation ? <Waiting token={token} invitation={invitation} /> : <Gone />}
      </div>
    </main>
  );
}

function Gone() {
  return (
    <>
      <h1>This invitation is no longer good</h1>
      <p>It was taken, taken back, or is over 14 days old. Ask whoever gave it to you for another.</p>
      <p>
        <Link href="/studio">Go to the studio</Link>
      </p>
    </>
  );
}

const MAY = {
  viewer: "read its results",
  editor: "change its draft, open and pause it",
  owner: "do everything with it",
};

async function Waiting({ token, invitation }: { token: string; invitation: WaitingInvitation }) {
  const { study, role, inviter, email, hasAccount } = invitation;
  const account = await findAccount();
  const own = account && (await getAccountProfile(account)).email;
  const here = encodeURIComponent(`/join/${token}`);
  return (
    <>
      <h1 className="break-words">Work on {study}</h1>
      <p className="break-words">
        {inviter ?? "Whoever runs this site"} invites {email} to this study as {role}: to {MAY[role]}.
      </p>
      {own === email ? (
        <TakeForm token={token} />
      ) : own ? (
        <p>
          You are signed in as {own}. <Link href="/studio/account">Sign out</Link> first, then open this link again; or
          ask for an invitation to your own e-mail.
        </p>
      ) : hasAccount ? (
        <p>
          There is an account for {email}. <Link href={`/sign-in?callback=${here}`}>Sign in</Link>, and you come back
          here.
        </p>
      ) : (
        <JoinAnewForm token={token} email={email} study={study} />
      )}
    </>
  );
}
