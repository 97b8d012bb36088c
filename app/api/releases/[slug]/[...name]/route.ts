import { openReleaseFile } from "@/lib/exports/releases/queries";
import { toAttachment } from "@/lib/http/attachment";
import { toPullStream } from "@/lib/http/pull-stream";
import { jsonError } from "@/lib/http/reply";

type Context = { params: Promise<{ slug: string; name: string[] }> };

/** A file of a release, for anyone; it never changes, and whoever has it need not load it again. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const { slug, name } = await params;
    const file = await openReleaseFile(slug, name.map(decodeURIComponent).join("/"));
    const headers = {
      ETag: `"${file.sha256}"`,
      "Cache-Control": "public, max-age=31536000, immutable",
      "X-Content-Type-Options": "nosniff",
    };
    if (request.headers.get("if-none-match")?.includes(`"${file.sha256}"`)) {
      return new Response(null, { status: 304, headers });
    }
    return new Response(toPullStream(file.chunks), {
      headers: {
        ...headers,
        "Content-Type": file.mediaType,
        "Content-Length": String(file.bytes),
        "Content-Disposition": toAttachment(file.name.split("/").at(-1) ?? file.name),
      },
    });
  } catch (error) {
    return jsonError(error);
  }
}
