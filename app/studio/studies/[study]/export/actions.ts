"use server";

import { revalidatePath } from "next/cache";
import { toFigureFiles } from "@/components/results/figure-files";
import { requireAccount } from "@/lib/auth/session";
import { makeRelease } from "@/lib/exports/releases/make-release";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";

export async function makeReleaseAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  return runAction(async () => {
    const input = { title: String(form.get("title") ?? ""), note: String(form.get("note") ?? "") };
    await makeRelease(account, String(form.get("study")), input, toFigureFiles);
    revalidatePath("/studio/studies", "layout");
    return {};
  });
}
