import { toDownload } from "@/app/api/studies/[study]/to-download";
import { requireApiAccount } from "@/lib/auth/session";
import { openVoteCsv } from "@/lib/exports/vote-csv";
import { jsonError } from "@/lib/http/reply";

type Context = { params: Promise<{ study: string }> };

/** The bytes that `export NAME` writes, a page of votes at a time. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  try {
    const account = await requireApiAccount();
    return toDownload(await openVoteCsv(account, (await params).study));
  } catch (error) {
    return jsonError(error);
  }
}
