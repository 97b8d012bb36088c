import { requireApiAccount } from "@/lib/auth/session";
import { openVoteCsv } from "@/lib/exports/vote-csv";
import { toAttachment } from "@/lib/http/attachment";
import { toPullStream } from "@/lib/http/pull-stream";
import { jsonError } from "@/lib/http/reply";

type Context = { params: Promise<{ study: string }> };

/** The bytes that `export NAME` writes, a page of votes at a time. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  try {
    const account = await requireApiAccount();
    const { fileName, writer, chunks } = await openVoteCsv(account, (await params).study);
    return new Response(toPullStream(chunks), {
      headers: {
        "Content-Type": writer.mediaType,
        "Content-Disposition": toAttachment(fileName),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      },
    });
  } catch (error) {
    return jsonError(error);
  }
}
