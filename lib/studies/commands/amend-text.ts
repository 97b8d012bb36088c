import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { amendProtocol, readText } from "@/lib/studies/amend-protocol";
import {
  type Amendment,
  type AmendText,
  amendTextSchema,
  TEXT_WORDS,
  type TextChanged,
} from "@/lib/studies/amendment-schema";
import { requireAmendable, writeAmendment } from "@/lib/studies/commands/write-amendment";
import { findModelNamed } from "@/lib/studies/draft";
import { readAmendments } from "@/lib/studies/queries/list-amendments";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { type Protocol, protocolSchema } from "@/lib/studies/schema";

/**
 * Changes a text that raters read in a study whose protocol is frozen: an amendment says so, and the protocol stays as it
 * was hashed. Who rates from now on reads the new text.
 *
 * @throws {AppError} not_found; forbidden; bad_input: no reason, no such text, it is as before, too long or empty, or names a
 *   model; conflict: nothing is frozen, or the study is closed.
 */
export async function amendText(actor: Actor, name: string, input: AmendText): Promise<Amendment> {
  const { reason, ...wish } = parseInput(amendTextSchema, input);
  return await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "edit", { lock: true });
    requireAmendable(study);
    if (study.status === "closed") {
      throw new AppError(
        "conflict",
        `${name} is closed: nobody reads its texts any more, so they stay as they were read.`,
      );
    }
    const now = amendProtocol(protocolSchema.parse(study.protocol), await readAmendments(db, study.id));
    const change = checkChange(now, wish);
    return writeAmendment(db, actor, study, { kind: "text_changed", change, reason });
  });
}

/**
 * The change from a text as it is now, refused where it would be none or would not stand in a protocol.
 *
 * @param now the protocol with all amendments in it.
 * @throws {AppError} bad_input.
 */
export function checkChange(now: Protocol, { field, language, to }: Omit<TextChanged, "from">): TextChanged {
  const from = readText(now, field, language);
  const what = TEXT_WORDS[field];
  if (from === null) {
    throw new AppError("bad_input", `The study has no ${what}${language ? ` in this language (${language})` : ""}.`);
  }
  // a browser writes a text's lines with carriage returns
  const wanted = to.replaceAll("\r\n", "\n").trim();
  if (wanted === from.trim()) throw new AppError("bad_input", `The ${what} is the same as before. Change it first.`);
  const change: TextChanged = { field, ...(language && { language }), from, to: wanted };
  const amended = amendProtocol(now, [{ kind: "text_changed", change } as Amendment]);
  const parsed = protocolSchema.safeParse(amended);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AppError("bad_input", `The ${what} cannot stand so. ${issue?.message ?? ""}`.trim());
  }
  const named = findModelNamed(amended);
  if (named) throw new AppError("bad_input", named);
  return change;
}
