import "server-only";
import { toEventCsv } from "@/lib/audit/event-csv";
import type { EventPage } from "@/lib/audit/find-events";
import { toAttachment } from "@/lib/http/attachment";
import { toPullStream } from "@/lib/http/pull-stream";

/** The log as a file that the browser saves. The first page is read before the answer begins, so that a refusal is one. */
export async function toEventDownload(
  readPage: (before: string | undefined) => Promise<EventPage>,
  fileName: string,
): Promise<Response> {
  const first = await readPage(undefined);
  const chunks = toEventCsv(async (before) => (before === undefined ? first : readPage(before)));
  return new Response(toPullStream(chunks), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": toAttachment(fileName),
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
