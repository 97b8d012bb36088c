import { asMemberOrAnyone } from "@/app/api/studies/[study]/as-member-or-anyone";
import { toPreregistrationReply } from "@/app/api/studies/[study]/preregistration/to-preregistration-reply";
import { jsonError } from "@/lib/http/reply";
import { getProtocolByHash } from "@/lib/studies/queries/get-preregistration";

type Context = { params: Promise<{ hash: string; format: string }> };

/** The frozen protocol with this hash, as Markdown, PDF or JSON. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  try {
    const { hash, format } = await params;
    return await toPreregistrationReply(await asMemberOrAnyone((actor) => getProtocolByHash(actor, hash)), format);
  } catch (error) {
    return jsonError(error);
  }
}
