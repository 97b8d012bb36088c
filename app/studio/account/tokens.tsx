import Link from "next/link";
import { revokeTokenAction } from "@/app/studio/account/token-actions";
import { TokenForm } from "@/app/studio/account/token-form";
import { ActionButton } from "@/components/ui/action-button";
import { formatDay } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import type { AccountActor } from "@/lib/auth/actor";
import { listTokens, type TokenFacts } from "@/lib/auth/tokens/queries";
import { SCOPE_WORDS } from "@/lib/auth/tokens/scopes";

/** An account's tokens for programs, and the form that makes one. */
export async function Tokens({ account }: { account: AccountActor }) {
  const tokens = await listTokens(account);
  const scopes = Object.entries(SCOPE_WORDS).map(([scope, words]) => ({ scope, words }));
  return (
    <section className="grid gap-4 pt-10" aria-labelledby="tokens-head">
      <h2 id="tokens-head">Tokens for programs</h2>
      <p className="max-w-[44rem]">
        A program that has a token does what you may, within what you allow it here. How to use one:{" "}
        <Link href="/docs/api">the API</Link>.
      </p>
      {tokens.length === 0 && <p className="note">None yet.</p>}
      {tokens.length > 0 && <TokenTable tokens={tokens} />}
      <h3 className="pt-4">Another token</h3>
      <TokenForm scopes={scopes} />
    </section>
  );
}

function TokenTable({ tokens }: { tokens: TokenFacts[] }) {
  return (
    <Table label="Tokens">
      <thead>
        <tr>
          {["Name", "Begins with", "May", "Used last", "Ends"].map((head) => (
            <th key={head} scope="col" className="start">
              {head}
            </th>
          ))}
          <th scope="col">
            <span className="sr-only">Revoke</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map(({ id, name, prefix, scopes, lastUsedAt, expiresAt, revokedAt }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td className="start mono">{prefix}…</td>
            <td className="start prose min-w-48">{scopes.join(", ")}</td>
            <td className="start">{lastUsedAt ? formatDay(lastUsedAt) : "Never"}</td>
            <td className="start">{toEnd(expiresAt, revokedAt)}</td>
            <td>
              {!revokedAt && (
                <ActionButton action={revokeTokenAction} fields={{ token: id }}>
                  Revoke <span className="sr-only">{name}</span>
                </ActionButton>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function toEnd(expiresAt: Date | null, revokedAt: Date | null): string {
  if (revokedAt) return `Revoked on ${formatDay(revokedAt)}`;
  if (!expiresAt) return "Never";
  return expiresAt.getTime() <= Date.now() ? `Ran out on ${formatDay(expiresAt)}` : formatDay(expiresAt);
}
