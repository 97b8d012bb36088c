import "server-only";
import { revalidatePath } from "next/cache";
import type { AccountActor } from "@/lib/auth/actor";
import { requireAccount } from "@/lib/auth/session";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";

/** Does something to the study that a form names, and draws the studio's pages of studies anew. The deed authorises. */
export async function actOnStudy(
  form: FormData,
  deed: (account: AccountActor, study: string) => Promise<unknown>,
): Promise<ActionState> {
  const account = await requireAccount();
  return runAction(async () => {
    await deed(account, String(form.get("study")));
    revalidatePath("/studio/studies", "layout");
    return {};
  });
}
