import type { AccountActor } from "@/lib/auth/actor";
import { mayOperate } from "@/lib/auth/policy";
import { findAccount } from "@/lib/auth/session";
import { AppError } from "@/lib/http/app-error";
import { jsonError } from "@/lib/http/reply";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { BOARD_PATH, showQueueBoard } from "@/lib/inference/queue-board";
import { log } from "@/lib/log";

export const dynamic = "force-dynamic";

/** The board of queues, its files and its API, for owners of the installation. To others it is not there. */
async function answer(request: Request): Promise<Response> {
  try {
    if (request.method !== "GET") requireSameOrigin(request);
    const account = await findAccount();
    if (!account && isPage(request)) return toSignIn(request);
    if (!account) throw new AppError("not_signed_in", "You are not signed in. Sign in and try again.");
    if (!mayOperate(account)) throw new AppError("not_found", "There is nothing here.");
    if (request.method !== "GET") tellWrite(account, request);
    return await showQueueBoard(request);
  } catch (error) {
    return jsonError(error);
  }
}

/** Queues can be emptied here: who did it stands in the log. */
function tellWrite({ accountId }: AccountActor, { method, url }: Request): void {
  log.info({ accountId, method, path: new URL(url).pathname }, "queues changed by hand");
}

function isPage(request: Request): boolean {
  const { pathname } = new URL(request.url);
  return request.method === "GET" && !/^\/(api|static)\//.test(pathname.slice(BOARD_PATH.length));
}

function toSignIn(request: Request): Response {
  const { pathname, search } = new URL(request.url);
  // relative: behind a proxy this process does not know the address that people use
  return new Response(null, {
    status: 307,
    headers: { Location: `/sign-in?callback=${encodeURIComponent(pathname + search)}`, "Cache-Control": "no-store" },
  });
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
