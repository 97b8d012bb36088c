import type { openExport } from "@/lib/exports/open-export";
import { toAttachment } from "@/lib/http/attachment";
import { toPullStream } from "@/lib/http/pull-stream";

/** An export as a file that the browser saves, a page of votes at a time. */
export function toDownload({ fileName, writer, chunks }: Awaited<ReturnType<typeof openExport>>): Response {
  return new Response(toPullStream(chunks), {
    headers: {
      "Content-Type": writer.mediaType,
      "Content-Disposition": toAttachment(fileName),
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
