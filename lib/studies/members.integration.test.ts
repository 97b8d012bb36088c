import { expect, test } from "vitest";
import { toEventCsv } from "@/lib/audit/event-csv";
import { listEvents } from "@/lib/audit/queries";
import { createAccount } from "@/lib/auth/account-commands";
import { type AccountActor, OPERATOR } from "@/lib/auth/actor";
import { signInWithPassword } from "@/lib/auth/commands";
import { getPool } from "@/lib/db/pool";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { createStudy } from "@/lib/studies/commands/create-study";
import { inviteMember, revokeMemberInvitation } from "@/lib/studies/commands/invite-member";
import { removeMember, shareStudy } from "@/lib/studies/commands/share-study";
import { takeInvitation, takeInvitationAnew } from "@/lib/studies/commands/take-invitation";
import { findWaitingInvitation, listMemberInvitations } from "@/lib/studies/queries/member-invitations";
import { getStudy } from "@/lib/studies/queries/studies";
import { getStudyEventChoices, listStudyEvents } from "@/lib/studies/queries/study-events";

withTestDatabase();

const PASSWORD = "a long enough password";

async function addAccount(email: string, role: AccountActor["role"] = "editor"): Promise<AccountActor> {
  const { accountId } = await createAccount(OPERATOR, { email, role, password: PASSWORD });
  return { kind: "account", accountId, role };
}

async function makeStudy(name: string, owner: string): Promise<AccountActor> {
  const actor = await addAccount(owner);
  await createStudy(actor, { name, template: "arena" });
  return actor;
}

test("an invitation is taken once, by a person who becomes what it says, and is worth nothing to another", async () => {
  const owner = await makeStudy("shared", "owner@example.org");
  const { token } = await inviteMember(owner, "shared", { email: "new@example.org", role: "editor" });
  expect(await findWaitingInvitation(token)).toMatchObject({ study: "shared", role: "editor", hasAccount: false });
  expect(JSON.stringify(await listMemberInvitations(owner, "shared"))).not.toContain(token);

  const person = { name: "Nia", password: PASSWORD };
  const tries = await Promise.allSettled([1, 2, 3, 4].map(() => takeInvitationAnew(token, person, "10.0.0.1")));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await signInWithPassword({ email: "new@example.org", password: PASSWORD }, "10.0.0.1")).not.toBeNull();
  const { members } = await getStudy(owner, "shared");
  expect(members.map(({ email, role }) => [email, role])).toEqual([
    ["new@example.org", "editor"],
    ["owner@example.org", "owner"],
  ]);
  await expect(takeInvitationAnew(token, person, "10.0.0.1")).rejects.toThrow("no longer good");
  expect(await findWaitingInvitation(token)).toBeNull();

  const stranger = await addAccount("stranger@example.org", "viewer");
  const asked = { email: "invited@example.org", role: "viewer" } as const;
  const { token: other, id } = await inviteMember(owner, "shared", asked);
  await expect(takeInvitation(stranger, other)).rejects.toThrow("is for invited@example.org");
  await revokeMemberInvitation(owner, "shared", id);
  await expect(takeInvitationAnew(other, person, "10.0.0.2")).rejects.toThrow("no longer good");
  const { token: late } = await inviteMember(owner, "shared", asked);
  await getPool().query("UPDATE member_invitations SET expires_at = now() WHERE accepted_at IS NULL");
  await expect(takeInvitationAnew(late, person, "10.0.0.2")).rejects.toThrow("no longer good");
});

test("who invites hands on no more than they have, and whoever is more by now stays it", async () => {
  const owner = await makeStudy("handed on", "second@example.org");
  await getPool().query("UPDATE accounts SET role = 'viewer' WHERE email = 'second@example.org'");
  const { token } = await inviteMember(owner, "handed on", { email: "third@example.org", role: "owner" });
  await takeInvitationAnew(token, { name: "Third", password: PASSWORD }, "10.0.0.3");
  const { rows } = await getPool().query("SELECT id, role FROM accounts WHERE email = 'third@example.org'");
  expect(rows[0].role).toBe("viewer");

  const known = await addAccount("fourth@example.org");
  const { token: lower } = await inviteMember(owner, "handed on", { email: "fourth@example.org", role: "viewer" });
  await shareStudy(owner, "handed on", { email: "fourth@example.org", role: "editor" });
  await takeInvitation(known, lower);
  const roleOf = async () => (await getStudy(known, "handed on")).role;
  expect(await roleOf()).toBe("editor");
  await expect(inviteMember(owner, "handed on", { email: "fourth@example.org", role: "owner" })).rejects.toThrow(
    "a member of handed on already",
  );
  await expect(inviteMember(known, "handed on", { email: "x@example.org", role: "viewer" })).rejects.toThrow(
    "an owner",
  );
  await expect(removeMember(known, "handed on", "second@example.org")).rejects.toThrow("an owner");
  await removeMember(known, "handed on", "fourth@example.org");
  await expect(roleOf()).rejects.toThrow("There is no study");
  await removeMember(owner, "handed on", "third@example.org");
  await expect(removeMember(owner, "handed on", "second@example.org")).rejects.toThrow("needs an owner");
});

test("the audit log tells who did what in words, page by page, to those who may know", async () => {
  const owner = await makeStudy("audited", "auditor@example.org");
  await addAccount("guest@example.org");
  for (const role of ["viewer", "editor", "viewer"] as const) {
    await shareStudy(owner, "audited", { email: "guest@example.org", role });
  }
  const first = await listStudyEvents(owner, "audited", { action: "study.share" }, 2);
  expect(first.entries.map(({ words, actor }) => `${actor?.email} ${words}`)).toEqual([
    "auditor@example.org made guest viewer",
    "auditor@example.org made guest editor",
  ]);
  const rest = await listStudyEvents(owner, "audited", { before: first.next ?? "" }, 2);
  expect(rest.entries.map(({ words }) => words)).toEqual(["made guest viewer", "made the study audited"]);
  expect(rest.next).toBeNull();
  expect(await getStudyEventChoices(owner, "audited")).toEqual({
    actions: ["study.create", "study.share"],
    people: [{ who: owner.accountId, name: "auditor" }],
  });
  expect((await listStudyEvents(owner, "audited", { who: "operator" }, 9)).entries).toEqual([]);

  const lines: string[] = [];
  for await (const chunk of toEventCsv((before) => listStudyEvents(owner, "audited", { before }, 3))) {
    lines.push(...chunk.toString().trimEnd().split("\n"));
  }
  expect(lines).toHaveLength(5);
  expect(lines[4]).toMatch(
    /^\d{4}-.*,account,auditor,auditor@example.org,study.create,made the study audited,audited,/,
  );

  const guest = { kind: "account", accountId: (await getStudy(owner, "audited")).members[1]?.accountId ?? "" } as const;
  await expect(listStudyEvents({ ...guest, role: "editor" }, "audited", {}, 9)).rejects.toThrow("an editor or owner");
  await expect(listEvents(owner, {}, 9)).rejects.toThrow("nothing here");
  const all = await listEvents(OPERATOR, { action: "account.create" }, 100);
  expect(all.entries.map(({ words }) => words)).toContain("made an account, editor");
});
