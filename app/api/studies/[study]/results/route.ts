import { asMemberOrAnyone } from "@/app/api/studies/[study]/as-member-or-anyone";
import { jsonError } from "@/lib/http/reply";
import { getResults } from "@/lib/results/queries";

type Context = { params: Promise<{ study: string }> };

/** The bytes that `results NAME --json` prints. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  try {
    const { study } = await params;
    const results = await asMemberOrAnyone((actor) => getResults(actor, study));
    return new Response(`${JSON.stringify(results, null, 2)}\n`, {
      headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
    });
  } catch (error) {
    return jsonError(error);
  }
}
