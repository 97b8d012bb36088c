import { type Command, Option } from "commander";
import { toTable } from "@/bin/eucalypt/to-table";
import { OPERATOR } from "@/lib/auth/actor";
import { inviteMember, revokeMemberInvitation } from "@/lib/studies/commands/invite-member";
import { removeMember, shareStudy } from "@/lib/studies/commands/share-study";
import { listMemberInvitations } from "@/lib/studies/queries/member-invitations";
import { MEMBER_ROLES } from "@/lib/studies/schema";

type Role = (typeof MEMBER_ROLES)[number];

const roleOption = () => new Option("--role <role>", "what they may do").choices(MEMBER_ROLES).default("viewer");

/** `study share`, `unshare`, `invite` and `invitations`: who works on a study. */
export function registerMembers(study: Command): void {
  study
    .command("share")
    .argument("<name>")
    .argument("<email>", "of an account")
    .description("give an account a role in a study")
    .addOption(roleOption())
    .action(async (name: string, email: string, { role }: { role: Role }) => {
      await shareStudy(OPERATOR, name, { email, role });
      console.log(`${email} is ${role} of ${name}.`);
    });
  study
    .command("unshare")
    .argument("<name>")
    .argument("<email>", "of a member")
    .description("take a member off a study; its last owner stays")
    .action(async (name: string, email: string) => {
      await removeMember(OPERATOR, name, email);
      console.log(`${email} is no member of ${name} any more.`);
    });
  study
    .command("invite")
    .argument("<name>")
    .argument("<email>", "of the person, who needs no account yet")
    .description("make a link by which a person becomes a member; it is shown once, and no mail is sent")
    .addOption(roleOption())
    .action(async (name: string, email: string, { role }: { role: Role }) => {
      const { token, expiresAt } = await inviteMember(OPERATOR, name, { email, role });
      console.log(`Hand this to ${email}, who becomes ${role} of ${name} by it: /join/${token}`);
      console.log(`It is taken once, until ${expiresAt.toISOString().slice(0, 10)}, and is not shown again.`);
    });
  study
    .command("invitations")
    .argument("<name>")
    .description("invitations that wait to be taken")
    .option("--revoke <id>", "make one worth nothing")
    .action(async (name: string, { revoke }: { revoke?: string }) => {
      if (revoke) await revokeMemberInvitation(OPERATOR, name, revoke);
      const waiting = await listMemberInvitations(OPERATOR, name);
      if (waiting.length === 0) console.log(`No invitation to ${name} waits.`);
      else {
        const rows = waiting.map(({ id, email, role, expiresAt }) => [email, role, toDay(expiresAt), id]);
        console.log(toTable(["e-mail", "role", "until", "id"], rows));
      }
    });
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
