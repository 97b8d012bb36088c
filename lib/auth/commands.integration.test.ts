import { expect, test } from "vitest";
import { changePassword, signInWithPassword, signInWithProvider } from "@/lib/auth/commands";
import { hashPassword } from "@/lib/auth/password";
import { findAccountOf } from "@/lib/auth/queries";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";

const PASSWORD = "correct horse battery";
withTestDatabase();

let count = 0;
async function makeAccount() {
  count += 1;
  const email = `researcher-${count}@example.org`;
  const passwordHash = await hashPassword(PASSWORD);
  return getPrisma().account.create({ data: { email, name: `Researcher ${count}`, passwordHash } });
}

test("the right password signs in, however the e-mail is written, and is written down", async () => {
  const account = await makeAccount();
  const email = ` ${account.email.toUpperCase()} `;
  expect(await signInWithPassword({ email, password: PASSWORD }, "192.0.2.1")).toEqual({
    accountId: account.id,
    sessionVersion: 0,
  });
  const events = await getPrisma().auditEvent.findMany({ where: { subjectId: account.id } });
  expect(events.map(({ action }) => action)).toEqual(["account.sign_in"]);
});

test("a wrong password, an unknown e-mail and a form without either are refused alike", async () => {
  const { email } = await makeAccount();
  for (const form of [{ email, password: "wrong" }, { email: "nobody@example.org", password: PASSWORD }, {}, undefined])
    expect(await signInWithPassword(form, "192.0.2.2")).toBeNull();
});

test("an unknown e-mail takes as long as a wrong password", async () => {
  const { email } = await makeAccount();
  const timeOf = async (form: object) => {
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      const start = performance.now();
      await signInWithPassword(form, `192.0.2.${30 + i}`);
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[2] ?? 0;
  };
  await timeOf({ email: "warm@example.org", password: "wrong" });
  const [known, unknown] = [
    await timeOf({ email, password: "wrong" }),
    await timeOf({ email: "no@example.org", password: "wrong" }),
  ];
  expect(unknown).toBeGreaterThan(known / 3);
});

test("the seventh try in a quarter of an hour is refused, even with the right password, and says how long to wait", async () => {
  const { email } = await makeAccount();
  for (let i = 0; i < 6; i++) await signInWithPassword({ email, password: "wrong" }, "192.0.2.3");
  await expect(signInWithPassword({ email, password: PASSWORD }, "192.0.2.3")).rejects.toThrow(
    "Too many tries. Try again in 15 minutes.",
  );
  expect(await signInWithPassword({ email, password: PASSWORD }, "192.0.2.4"), "from elsewhere").not.toBeNull();
});

test("tries at the same moment do not slip through together", async () => {
  const { email } = await makeAccount();
  const tries = await Promise.allSettled(
    Array.from({ length: 20 }, () => signInWithPassword({ email, password: "wrong" }, "192.0.2.5")),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(6);
});

test("a provider signs in whoever has an account, and opens none", async () => {
  const account = await makeAccount();
  expect(await signInWithProvider(account.email, "github")).toEqual({ accountId: account.id, sessionVersion: 0 });
  expect(await signInWithProvider("stranger@example.org", "github")).toBeNull();
  expect(await getPrisma().account.count({ where: { email: "stranger@example.org" } })).toBe(0);
});

test("a changed password signs every session out", async () => {
  const account = await makeAccount();
  const session = { accountId: account.id, sessionVersion: 0 };
  const actor = await findAccountOf(session);
  if (!actor) throw new Error("not signed in");
  await expect(changePassword(actor, { current: "wrong", next: "another password" })).rejects.toThrow(
    "not your password",
  );
  expect(await findAccountOf(session)).not.toBeNull();

  await changePassword(actor, { current: PASSWORD, next: "another password" });
  expect(await findAccountOf(session)).toBeNull();
  expect(await signInWithPassword({ email: account.email, password: PASSWORD }, "192.0.2.6")).toBeNull();
  expect(await signInWithPassword({ email: account.email, password: "another password" }, "192.0.2.6")).toEqual({
    accountId: account.id,
    sessionVersion: 1,
  });
});
