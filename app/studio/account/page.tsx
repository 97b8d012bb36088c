import type { Metadata } from "next";
import { cookies } from "next/headers";
import { ChangePasswordForm } from "@/app/studio/account/change-password-form";
import { ThemeForm } from "@/app/studio/account/theme-form";
import { Tokens } from "@/app/studio/account/tokens";
import { SignOutButton } from "@/app/studio/sign-out-button";
import { PageHead } from "@/components/studio/page-head";
import { getAccountProfile } from "@/lib/auth/queries";
import { requireAccount } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Your account" };

const MAY = {
  owner: "Owner: may make studies and manage accounts",
  editor: "Editor: may make studies, prompt sets and imports",
  viewer: "Viewer: reads the studies shared with you",
};

export default async function AccountPage() {
  const account = await requireAccount();
  const profile = await getAccountProfile(account);
  return (
    <main className="wrap pb-16" id="main">
      <PageHead title="Your account" actions={<SignOutButton />} />
      <dl className="grid gap-3">
        <Fact name="Name">{profile.name}</Fact>
        <Fact name="E-mail">{profile.email}</Fact>
        <Fact name="Role">{MAY[profile.role]}</Fact>
      </dl>
      <section className="pt-10" aria-labelledby="theme-head">
        <h2 id="theme-head" className="mb-4">
          Light or dark
        </h2>
        <ThemeForm theme={(await cookies()).get("theme")?.value ?? "system"} />
      </section>
      <section className="pt-10" aria-labelledby="password-head">
        <h2 id="password-head" className="mb-4">
          Password
        </h2>
        {profile.hasPassword ? (
          <ChangePasswordForm email={profile.email} />
        ) : (
          <p>You sign in through GitHub or Google, and have no password here.</p>
        )}
      </section>
      <Tokens account={account} />
    </main>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt className="note">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
