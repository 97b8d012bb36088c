import { asMemberOrAnyone } from "@/app/api/studies/[study]/as-member-or-anyone";
import { jsonError } from "@/lib/http/reply";
import { getResultsFile } from "@/lib/results/queries";

type Context = { params: Promise<{ study: string }> };

/** The bytes that `results NAME --json` prints, for the options in the address. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const { study } = await params;
    const query = new URL(request.url).searchParams;
    const results = await asMemberOrAnyone((actor) => getResultsFile(actor, study, query));
    return new Response(`${JSON.stringify(results, null, 2)}\n`, {
      headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
    });
  } catch (error) {
    return jsonError(error);
  }
}
