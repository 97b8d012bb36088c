import { toFigureFiles } from "@/components/results/figure-files";
import { requireApiAccount } from "@/lib/auth/session";
import { openBundle, readZipOnce } from "@/lib/exports/paper/open-bundle";
import { toAttachment } from "@/lib/http/attachment";
import { toPullStream } from "@/lib/http/pull-stream";
import { jsonError } from "@/lib/http/reply";

type Context = { params: Promise<{ study: string }> };

/** The bytes that `study bundle NAME` writes. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  try {
    const account = await requireApiAccount();
    const { study } = await params;
    const bundle = await openBundle(account, study, toFigureFiles);
    return new Response(toPullStream(readZipOnce(bundle)), {
      headers: {
        "Content-Type": "application/zip",
        "Content-Disposition": toAttachment(`${bundle.name}.zip`),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      },
    });
  } catch (error) {
    return jsonError(error);
  }
}
