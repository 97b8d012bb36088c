import "server-only";
import { randomInt } from "node:crypto";
import { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { hashPassword } from "@/lib/auth/password";
import { requireAccountManager } from "@/lib/auth/policy";
import { emailSchema, newPasswordSchema } from "@/lib/auth/schema";
import { Prisma } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";

const ROLES = ["owner", "editor", "viewer"] as const;

const newAccountSchema = z.object({
  email: emailSchema,
  name: z.string().trim().min(1).max(200).optional(),
  role: z.enum(ROLES, { error: `Give one of these roles: ${ROLES.join(", ")}.` }).default("editor"),
  password: newPasswordSchema.optional(),
});

export type NewAccount = z.input<typeof newAccountSchema>;

/** `password` is what was given, or a new random one: it is stored as a hash only, so this is when it can be read. */
export type AccountWithPassword = { accountId: string; email: string; password: string };

/** @throws {AppError} conflict: the address has an account. */
export async function createAccount(actor: Actor, given: NewAccount): Promise<AccountWithPassword> {
  requireAccountManager(actor);
  const {
    email,
    role,
    name = email.split("@")[0] ?? email,
    password = newPassword(),
  } = parseInput(newAccountSchema, given);
  const passwordHash = await hashPassword(password);
  try {
    return await getPrisma().$transaction(async (db) => {
      const { id } = await db.account.create({ data: { email, name, role, passwordHash } });
      await recordEvent(db, actor, { action: "account.create", subjectId: id, detail: { role } });
      return { accountId: id, email, password };
    });
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    if (!isTaken) throw error;
    throw new AppError("conflict", `There is an account for ${email} already. Give it a new password instead.`);
  }
}

/** Gives an account a new password, and signs it out everywhere. */
export async function setPassword(
  actor: Actor,
  given: { email: string; password?: string },
): Promise<AccountWithPassword> {
  requireAccountManager(actor);
  const email = parseInput(emailSchema, given.email);
  const password = given.password === undefined ? newPassword() : parseInput(newPasswordSchema, given.password);
  const passwordHash = await hashPassword(password);
  return getPrisma().$transaction(async (db) => {
    const account = await db.account.findUnique({ where: { email }, select: { id: true } });
    if (!account) throw new AppError("not_found", `There is no account for ${email}.`);
    await db.account.update({ where: account, data: { passwordHash, sessionVersion: { increment: 1 } } });
    await recordEvent(db, actor, { action: "account.set_password", subjectId: account.id });
    return { accountId: account.id, email, password };
  });
}

// nothing that is read for another letter: it may be copied by hand once
const LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** 99 bits of chance in four groups. */
function newPassword(): string {
  const letter = () => LETTERS[randomInt(LETTERS.length)];
  const group = () => Array.from({ length: GROUP_LENGTH }, letter).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}
