import { asMemberOrAnyone } from "@/app/api/studies/[study]/as-member-or-anyone";
import { jsonError } from "@/lib/http/reply";
import { parseAnalysisOptions } from "@/lib/results/analysis-options";
import { getAnalysisDefaults, getAnalysisText } from "@/lib/results/queries";

type Context = { params: Promise<{ study: string }> };

/** All figures that the dashboards show, for the options in the address. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const { study } = await params;
    const query = new URL(request.url).searchParams;
    const analysis = await asMemberOrAnyone(async (actor) => {
      const options = parseAnalysisOptions(query, await getAnalysisDefaults(actor, study));
      return getAnalysisText(actor, study, options);
    });
    return new Response(analysis, { headers: { "Content-Type": "application/json", "Cache-Control": "no-store" } });
  } catch (error) {
    return jsonError(error);
  }
}
