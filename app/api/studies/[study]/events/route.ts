import { asMemberOrAnyone } from "@/app/api/studies/[study]/as-member-or-anyone";
import { streamEvents } from "@/lib/http/event-stream";
import { jsonError } from "@/lib/http/reply";
import { getResultsStudyId } from "@/lib/results/queries";
import { listVersionEvents } from "@/lib/results/version-events";

type Context = { params: Promise<{ study: string }> };

/** The version of the study's results, now and whenever votes move it: for who may read them. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const { study } = await params;
    const studyId = await asMemberOrAnyone((actor) => getResultsStudyId(actor, study));
    return streamEvents(listVersionEvents({ studyId, signal: request.signal }));
  } catch (error) {
    return jsonError(error);
  }
}
