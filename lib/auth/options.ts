import "server-only";
import type { NextAuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import GitHubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import { signInWithPassword, signInWithProvider } from "@/lib/auth/commands";
import type { SignedIn } from "@/lib/auth/schema";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/http/app-error";
import { log } from "@/lib/log";

const SESSION_DAYS = 14;

type Provider = NextAuthOptions["providers"][number];

/** What providers hand to the callbacks; without an account id it is nobody of ours. */
type Known = User & Partial<SignedIn>;

let options: NextAuthOptions | undefined;

export function getAuthOptions(): NextAuthOptions {
  options ??= makeOptions();
  return options;
}

/** Which providers this installation has beside e-mail and password. */
export function listProviders(): { id: "github" | "google"; name: string }[] {
  const env = getEnv();
  return [
    ...(env.GITHUB_ID && env.GITHUB_SECRET ? [{ id: "github" as const, name: "GitHub" }] : []),
    ...(env.GOOGLE_CLIENT_ID && env.GOOGLE_CLIENT_SECRET ? [{ id: "google" as const, name: "Google" }] : []),
  ];
}

function makeOptions(): NextAuthOptions {
  return {
    secret: getEnv().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_DAYS * 24 * 3600 },
    // the library's own pages carry no content policy
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [passwordProvider(), ...listProviders().map(({ id }) => (id === "github" ? gitHub() : google()))],
    logger: {
      error: (code) => log.error({ code }, "sign-in failed"),
      warn: (code) => log.debug({ code }, "sign-in warning"),
      debug: () => {},
    },
    callbacks: {
      signIn: ({ user }) => (user as Known).accountId !== undefined,
      // the token holds two facts and no name or picture: the rest is read from the database when it is needed
      jwt: ({ token, user }) => {
        const known = user as Known | undefined;
        if (!known) return token;
        return { accountId: known.accountId, sessionVersion: known.sessionVersion };
      },
      session: ({ session, token }) => ({
        expires: session.expires,
        accountId: token.accountId,
        sessionVersion: token.sessionVersion,
      }),
    },
  };
}

function toUser(signedIn: SignedIn | null): Known {
  // an empty id would be taken for a broken provider instead of a stranger
  return { id: signedIn?.accountId ?? "stranger", ...signedIn };
}

function passwordProvider(): Provider {
  return CredentialsProvider({
    credentials: { email: {}, password: {} },
    async authorize(form, request) {
      try {
        const signedIn = await signInWithPassword(form, toAddress(request.headers));
        return signedIn && toUser(signedIn);
      } catch (error) {
        // whatever is thrown here is put into the address of the answer
        if (error instanceof AppError) throw new Error(error.message);
        log.error({ err: error }, "sign-in failed");
        throw new Error("unavailable");
      }
    },
  });
}

/** The nearest proxy writes the last address; those before it are whatever the caller claims. */
function toAddress(headers: Record<string, unknown> | undefined): string {
  const forwarded = headers?.["x-forwarded-for"];
  return (typeof forwarded === "string" && forwarded.split(",").at(-1)?.trim()) || "unknown";
}

function google(): Provider {
  const env = getEnv();
  return GoogleProvider({
    clientId: env.GOOGLE_CLIENT_ID ?? "",
    clientSecret: env.GOOGLE_CLIENT_SECRET ?? "",
    profile: async (profile) =>
      toUser(profile.email_verified ? await signInWithProvider(profile.email, "google") : null),
  });
}

type GitHubEmail = { email: string; primary: boolean; verified: boolean };

function gitHub(): Provider {
  const env = getEnv();
  return GitHubProvider({
    clientId: env.GITHUB_ID ?? "",
    clientSecret: env.GITHUB_SECRET ?? "",
    profile: async (_profile, tokens) => {
      // the profile's address is what its owner shows the public, and says nothing of being verified
      const reply = await fetch("https://api.github.com/user/emails", {
        headers: { Authorization: `Bearer ${tokens.access_token}`, Accept: "application/vnd.github+json" },
      });
      const emails = reply.ok ? ((await reply.json()) as GitHubEmail[]) : [];
      const email = emails.find(({ primary, verified }) => primary && verified)?.email;
      return toUser(email ? await signInWithProvider(email, "github") : null);
    },
  });
}
