import { requireApiAccount } from "@/lib/auth/session";
import { toEventStream } from "@/lib/http/event-stream";
import { jsonError } from "@/lib/http/reply";
import { getRunProgress } from "@/lib/inference/queries/run-progress";
import { isRunOver } from "@/lib/inference/schema";

type Context = { params: Promise<{ run: string }> };

/** A run's progress, each time it changes, until the run is over. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const account = await requireApiAccount();
    const { run } = await params;
    // a run that is not there is told as such, and not as a stream that breaks
    await getRunProgress(account, run);
    return toEventStream({
      read: () => getRunProgress(account, run),
      isLast: ({ state }) => isRunOver(state),
      signal: request.signal,
    });
  } catch (error) {
    return jsonError(error);
  }
}
