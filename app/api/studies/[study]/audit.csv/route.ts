import { toEventFilter } from "@/app/studio/audit/event-query";
import { EVENTS_A_READ } from "@/lib/audit/event-csv";
import { toEventDownload } from "@/lib/audit/event-download";
import { requireApiAccount } from "@/lib/auth/session";
import { jsonError } from "@/lib/http/reply";
import { listStudyEvents } from "@/lib/studies/queries/study-events";

type Context = { params: Promise<{ study: string }> };

/** What `audit --study NAME --out FILE` writes, for the filter in the address. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const account = await requireApiAccount();
    const { study } = await params;
    const filter = toEventFilter(Object.fromEntries(new URL(request.url).searchParams));
    const read = (before: string | undefined) => listStudyEvents(account, study, { ...filter, before }, EVENTS_A_READ);
    return await toEventDownload(read, `${study}-audit.csv`);
  } catch (error) {
    return jsonError(error);
  }
}
