import { toZipDownload } from "@/app/api/studies/[study]/to-zip-download";
import { toFigureFiles } from "@/components/results/figure-files";
import { requireApiAccount } from "@/lib/auth/session";
import { openBundle, toZipOnce } from "@/lib/exports/paper/open-bundle";
import { jsonError } from "@/lib/http/reply";

type Context = { params: Promise<{ study: string }> };

/** The bytes that `study bundle NAME` writes. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  try {
    return toZipDownload(toZipOnce(await openBundle(await requireApiAccount(), (await params).study, toFigureFiles)));
  } catch (error) {
    return jsonError(error);
  }
}
