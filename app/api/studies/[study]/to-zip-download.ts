import { toAttachment } from "@/lib/http/attachment";
import { toPullStream } from "@/lib/http/pull-stream";

type Zip = { fileName: string; chunks: AsyncGenerator<Uint8Array, void, undefined> };

/** A zip that the browser saves, sent as fast as it is read. */
export function toZipDownload({ fileName, chunks }: Zip): Response {
  return new Response(toPullStream(chunks), {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": toAttachment(fileName),
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
