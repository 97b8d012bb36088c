import { z } from "zod";
import { beginTurn } from "@/lib/demo/commands/begin-turn";
import { toEventStream } from "@/lib/demo/event-stream";
import { streamTurn } from "@/lib/demo/stream-turn";
import { visitorRoute } from "@/lib/demo/visitor-route";

export const POST = visitorRoute(z.strictObject({}), async ({ visitor, conversationId, gone }) => {
  const begun = await beginTurn(visitor, conversationId, "again");
  return toEventStream(gone, (show, readerGone) => streamTurn(visitor, begun, readerGone, show));
});
