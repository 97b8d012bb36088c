import { requireApiAccount } from "@/lib/auth/session";
import { openVoteCsv } from "@/lib/exports/vote-csv";
import { toAttachment } from "@/lib/http/attachment";
import { jsonError } from "@/lib/http/reply";

type Context = { params: Promise<{ study: string }> };

/** The bytes that `export NAME` writes, a page of votes at a time. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  try {
    const account = await requireApiAccount();
    const { fileName, chunks } = await openVoteCsv(account, (await params).study);
    return new Response(toStream(chunks), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": toAttachment(fileName),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      },
    });
  } catch (error) {
    return jsonError(error);
  }
}

/** Pulls: a slow reader holds up the database's next page and not this process's memory. */
function toStream(chunks: AsyncGenerator<Buffer>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
