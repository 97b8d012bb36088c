import { toZipDownload } from "@/app/api/studies/[study]/to-zip-download";
import { requireApiAccount } from "@/lib/auth/session";
import { type DatasetOptions, openDataset } from "@/lib/exports/open-dataset";
import { jsonError } from "@/lib/http/reply";

type Context = { params: Promise<{ study: string }> };

/** Votes and a dataset card; `?format=`, `?aggregation=`, `?bothBad=` and `?licence=` are parsed inside. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const account = await requireApiAccount();
    const options: DatasetOptions = Object.fromEntries(new URL(request.url).searchParams);
    return toZipDownload(await openDataset(account, (await params).study, options));
  } catch (error) {
    return jsonError(error);
  }
}
