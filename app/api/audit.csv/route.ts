import { toEventFilter } from "@/app/studio/audit/event-query";
import { EVENTS_A_READ } from "@/lib/audit/event-csv";
import { toEventDownload } from "@/lib/audit/event-download";
import { listEvents } from "@/lib/audit/queries";
import { requireApiAccount } from "@/lib/auth/session";
import { jsonError } from "@/lib/http/reply";

/** What `audit --out FILE` writes, for the filter in the address. */
export async function GET(request: Request): Promise<Response> {
  try {
    const account = await requireApiAccount();
    const filter = toEventFilter(Object.fromEntries(new URL(request.url).searchParams));
    return await toEventDownload((before) => listEvents(account, { ...filter, before }, EVENTS_A_READ), "audit.csv");
  } catch (error) {
    return jsonError(error);
  }
}
