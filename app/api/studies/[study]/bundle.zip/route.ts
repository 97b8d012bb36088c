import { toBundleDownload } from "@/app/api/studies/[study]/to-bundle-download";
import { requireApiAccount } from "@/lib/auth/session";
import { jsonError } from "@/lib/http/reply";

type Context = { params: Promise<{ study: string }> };

/** The bytes that `study bundle NAME` writes. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  try {
    return await toBundleDownload(await requireApiAccount(), (await params).study);
  } catch (error) {
    return jsonError(error);
  }
}
