import { toDownload } from "@/app/api/studies/[study]/to-download";
import { requireApiAccount } from "@/lib/auth/session";
import { openExport } from "@/lib/exports/open-export";
import type { ExportOptions } from "@/lib/exports/schema";
import { jsonError } from "@/lib/http/reply";

type Context = { params: Promise<{ study: string; format: string }> };

/** The bytes that `export NAME --format FORMAT` writes; `?aggregation=` and `?bothBad=` as its flags. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const account = await requireApiAccount();
    const { study, format } = await params;
    const query = Object.fromEntries(new URL(request.url).searchParams);
    // parsed inside, as everything that comes in an address
    return toDownload(await openExport(account, study, { ...query, format } as ExportOptions));
  } catch (error) {
    return jsonError(error);
  }
}
