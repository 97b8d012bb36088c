import { randomBytes } from "node:crypto";
import { type APIRequestContext, request } from "@playwright/test";
import { queryPlatform } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";

export type TestAccount = { id: string; email: string; password: string };

/** One more researcher. The password is the owner's, whose hash is copied. */
export async function addAccount(name: string, role: "owner" | "editor" | "viewer"): Promise<TestAccount> {
  const email = `${name}-${randomBytes(4).toString("hex")}@example.org`;
  const [row] = await queryPlatform<{ id: string }>(
    `INSERT INTO accounts (id, email, name, role, password_hash)
     SELECT gen_random_uuid(), $1, $2, $3::"Role", password_hash FROM accounts WHERE email = $4 RETURNING id`,
    [email, name, role, platform.owner.email],
  );
  if (!row) throw new Error("The platform's owner is not there.");
  return { id: row.id, email, password: platform.owner.password };
}

/** A browser's cookies without the browser; null: nobody signed in. */
export async function signInByRequest(account: TestAccount | null): Promise<APIRequestContext> {
  const context = await request.newContext({ baseURL: platform.webUrl, maxRedirects: 0 });
  if (!account) return context;
  const { csrfToken } = await (await context.get("/api/auth/csrf")).json();
  const { email, password } = account;
  const reply = await context.post("/api/auth/callback/credentials", {
    form: { csrfToken, email, password, json: "true", callbackUrl: platform.webUrl },
  });
  if (!reply.ok()) throw new Error(`${email} cannot sign in: ${await reply.text()}`);
  return context;
}
