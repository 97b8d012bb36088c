"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { requireAccount } from "@/lib/auth/session";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";
import { updateDraft } from "@/lib/studies/commands/update-draft";
import { draftChangesSchema } from "@/lib/studies/schema";

const designSchema = draftChangesSchema.pick({ session: true, exclusionRules: true });

/** Saves what the session's form holds: one field, as JSON. */
export async function saveSessionAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  const parsed = designSchema.safeParse(readJson(form.get("design")));
  if (!parsed.success) return { fieldErrors: toMends(parsed.error) };
  return runAction(async () => {
    await updateDraft(account, String(form.get("study")), parsed.data);
    revalidatePath("/studio/studies", "layout");
    return { done: "Saved." };
  });
}

function readJson(design: FormDataEntryValue | null): unknown {
  try {
    return JSON.parse(String(design));
  } catch {
    return null;
  }
}

/** By the path of the field; each says what to write instead. */
function toMends(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) errors[issue.path.join(".")] ??= toMend(issue);
  return errors;
}

const PERCENT = /Share$/;
const MONEY = /Micros$/;

function toMend(issue: z.core.$ZodIssue): string {
  const field = String(issue.path.at(-1) ?? "");
  // as it is typed: shares in percent, money in whole units
  const toTyped = (limit: number | bigint) =>
    Number(limit) * (PERCENT.test(field) ? 100 : MONEY.test(field) ? 1 / 1_000_000 : 1);
  if (issue.code === "invalid_type" && (issue.expected === "number" || issue.expected === "int")) {
    return issue.expected === "int" && !MONEY.test(field) ? "Write a whole number." : "Write a number.";
  }
  if (issue.code === "too_small" && issue.origin === "string") return "Write something here, or remove the part.";
  if (issue.code === "too_big" && issue.origin === "string") return `Write at most ${issue.maximum} characters.`;
  if (issue.code === "too_small" && issue.origin === "array") return `Give ${issue.minimum} at least.`;
  if (issue.code === "too_big" && issue.origin === "array") return `Give ${issue.maximum} at most.`;
  if (issue.code === "too_small") {
    return `Write ${issue.inclusive ? "" : "more than "}${toTyped(issue.minimum)}${issue.inclusive ? " or more" : ""}.`;
  }
  if (issue.code === "too_big") return `Write ${toTyped(issue.maximum)} or less.`;
  return issue.message;
}
