import { beginTurn } from "@/lib/demo/commands/begin-turn";
import { toEventStream } from "@/lib/demo/event-stream";
import { messageSchema } from "@/lib/demo/schema";
import { streamTurn } from "@/lib/demo/stream-turn";
import { visitorRoute } from "@/lib/demo/visitor-route";

/** What is refused is refused before the stream begins. */
export const POST = visitorRoute(messageSchema, async ({ visitor, conversationId, body, gone }) => {
  const begun = await beginTurn(visitor, conversationId, body);
  return toEventStream(gone, (show, readerGone) => streamTurn(visitor, begun, readerGone, show));
});
