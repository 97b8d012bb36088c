import { toFigureFiles } from "@/components/results/figure-files";
import type { AccountActor } from "@/lib/auth/actor";
import { openBundle, readZipOnce } from "@/lib/exports/paper/open-bundle";
import { toAttachment } from "@/lib/http/attachment";
import { toPullStream } from "@/lib/http/pull-stream";

/** The paper's bundle as a file that is saved, packed while it is sent. */
export async function toBundleDownload(account: AccountActor, study: string): Promise<Response> {
  const bundle = await openBundle(account, study, toFigureFiles);
  return new Response(toPullStream(readZipOnce(bundle)), {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": toAttachment(`${bundle.name}.zip`),
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
