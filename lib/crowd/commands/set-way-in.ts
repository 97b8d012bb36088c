import "server-only";
import { randomInt } from "node:crypto";
import { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { WAY_SETTINGS, type WayIn } from "@/lib/crowd/schema";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { requireStudy } from "@/lib/studies/queries/require-study";

// no 0, 1, I, L, O: read aloud and copied by hand
const LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** A completion code or an invitation that nobody guesses: 31⁸, about 10¹². */
export function newCode(): string {
  return Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}

/**
 * Opens a way into a study, or sets one up anew. It may change while the study runs, since platforms give their ids late;
 * each change is in the audit log. What is not said stays as it is; completion codes that are left out at first are made.
 *
 * @throws {AppError} bad_input, not_found, forbidden; conflict: an imported study has no raters of its own.
 */
export async function setWayIn(actor: Actor, name: string, wayIn: WayIn, settings: object): Promise<void> {
  await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "edit", { lock: true });
    if (study.origin === "imported" || study.kind !== "fixed") {
      throw new AppError("conflict", `Nobody is recruited for ${name}: its votes come from elsewhere.`);
    }
    const key = { studyId_wayIn: { studyId: study.id, wayIn } };
    const before = await db.studyWayIn.findUnique({ where: key });
    const kept = (before?.settings as object | undefined) ?? toCodes(wayIn);
    const next = parseInput(WAY_SETTINGS[wayIn], { ...kept, ...stripUndefined(settings) });
    await db.studyWayIn.upsert({
      where: key,
      create: { studyId: study.id, wayIn, settings: next },
      update: { settings: next },
    });
    await recordEvent(db, actor, { action: "study.way-in", subjectId: study.id, detail: { wayIn, isNew: !before } });
  });
}

function toCodes(wayIn: WayIn): object {
  if (wayIn !== "prolific") return {};
  return { completedCode: newCode(), failedChecksCode: newCode() };
}

function stripUndefined(settings: object): object {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

/** Closes a way in. Who came by it goes on. */
export async function removeWayIn(actor: Actor, name: string, wayIn: WayIn): Promise<void> {
  await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "edit", { lock: true });
    await db.studyWayIn.deleteMany({ where: { studyId: study.id, wayIn } });
    await recordEvent(db, actor, { action: "study.way-in-closed", subjectId: study.id, detail: { wayIn } });
  });
}

export const invitationsSchema = z.strictObject({
  /** How many codes, and how many people each lets in. */
  count: z.int().min(1).max(500),
  most: z.int().min(1).max(10_000),
  note: z.string().trim().max(200).default(""),
});

/** New codes for the way in by link. @returns the codes. */
export async function createInvitations(
  actor: Actor,
  name: string,
  input: z.input<typeof invitationsSchema>,
): Promise<string[]> {
  const { count, most, note } = parseInput(invitationsSchema, input);
  return await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "edit");
    const codes = Array.from({ length: count }, newCode);
    await db.invitation.createMany({ data: codes.map((code) => ({ code, most, note, studyId: study.id })) });
    await recordEvent(db, actor, { action: "study.invite", subjectId: study.id, detail: { count, most } });
    return codes;
  });
}

/** A code that lets nobody in any more; who came by it goes on. */
export async function revokeInvitation(actor: Actor, name: string, code: string): Promise<void> {
  await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "edit");
    const { count } = await db.invitation.updateMany({
      where: { studyId: study.id, code },
      data: { expiresAt: new Date() },
    });
    if (count === 0) throw new AppError("not_found", `The study ${name} has no invitation ${code}.`);
    await recordEvent(db, actor, { action: "study.revoke-invitation", subjectId: study.id });
  });
}
