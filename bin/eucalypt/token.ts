import type { Command } from "commander";
import { OPERATOR } from "@/lib/auth/actor";
import { createToken, revokeToken } from "@/lib/auth/tokens/commands";
import { listTokens } from "@/lib/auth/tokens/queries";
import { SCOPE_WORDS, SCOPES, type Scope } from "@/lib/auth/tokens/scopes";

const PER_ACCOUNT = "whose it is";

/** `token create|list|revoke`: what programs send to the API. */
export function registerTokenCommands(program: Command): void {
  const token = program.command("token").description("what programs send to the API in place of a password");
  token
    .command("create")
    .description("a new token, shown once")
    .requiredOption("--account <email>", PER_ACCOUNT)
    .requiredOption("--name <name>", "after what uses it")
    .requiredOption("--scopes <scopes>", `with commas between: ${SCOPES.join(", ")}`)
    .option("--days <days>", "how long it lives; by default 90, and 0: until it is revoked")
    .action(async (flags: { account: string; name: string; scopes: string; days?: string }) => {
      const days = flags.days === undefined ? 90 : flags.days === "0" ? null : Number(flags.days);
      const scopes = flags.scopes.split(",").map((scope) => scope.trim()) as Scope[];
      const made = await createToken(OPERATOR, { name: flags.name, scopes, days }, flags.account);
      console.log(`Token: ${made.token}`);
      console.log("It is not shown again.");
    });
  token
    .command("list")
    .description("an account's tokens, never what they are")
    .requiredOption("--account <email>", PER_ACCOUNT)
    .action(async (flags: { account: string }) => {
      for (const { id, name, prefix, scopes, expiresAt, revokedAt } of await listTokens(OPERATOR, flags.account)) {
        const end = revokedAt ? "revoked" : expiresAt ? `until ${expiresAt.toISOString().slice(0, 10)}` : "no end";
        console.log(`${id}  ${prefix}…  ${name}  ${scopes.join(",")}  ${end}`);
      }
    });
  token
    .command("revoke")
    .argument("<id>", "as token list has it")
    .description("ends a token at once")
    .requiredOption("--account <email>", PER_ACCOUNT)
    .action(async (id: string, flags: { account: string }) => {
      await revokeToken(OPERATOR, id, flags.account);
      console.log("Revoked.");
    });
  token
    .command("scopes")
    .description("what a token may be allowed")
    .action(() => {
      for (const [scope, words] of Object.entries(SCOPE_WORDS)) console.log(`${scope.padEnd(16)}  ${words}`);
    });
}
