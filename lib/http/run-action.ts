import "server-only";
import { unstable_rethrow } from "next/navigation";
import { toPublicError } from "@/lib/http/reply";
import type { ActionState } from "@/lib/http/schema";

/** Runs a server action's deed; a failure becomes a sentence beside the form instead of the error page. */
export async function runAction(deed: () => Promise<ActionState | undefined>): Promise<ActionState> {
  try {
    return (await deed()) ?? {};
  } catch (error) {
    // a redirect is thrown too
    unstable_rethrow(error);
    return { error: toPublicError(error).message };
  }
}
