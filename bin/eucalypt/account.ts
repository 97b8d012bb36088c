import { type Command, Option } from "commander";
import { createAccount, setPassword } from "@/lib/auth/account-commands";
import { OPERATOR } from "@/lib/auth/actor";

type Role = "owner" | "editor" | "viewer";

/** `account create` and `account password`: researchers who sign in. */
export function registerAccountCommands(program: Command): void {
  const account = program.command("account").description("researchers who sign in");
  account
    .command("create")
    .argument("<email>")
    .description("a new account, with a password that is shown once")
    .option("--name <name>", "as others see it; by default what stands before the @")
    .addOption(new Option("--role <role>", "what they may do").choices(["owner", "editor", "viewer"]).default("editor"))
    .action(async (email: string, options: { name?: string; role: Role }) => {
      const made = await createAccount(OPERATOR, { email, ...options });
      console.log(`Made an account for ${made.email}, ${options.role}.`);
      tellPassword(made.password);
    });
  account
    .command("password")
    .argument("<email>")
    .description("a new password, shown once; signs the account out everywhere")
    .action(async (email: string) => {
      const { email: known, password } = await setPassword(OPERATOR, { email });
      console.log(`${known} has a new password, and is signed out everywhere.`);
      tellPassword(password);
    });
}

function tellPassword(password: string): void {
  console.log(`Password: ${password}`);
  console.log("It is not shown again. They can change it in the studio.");
}
