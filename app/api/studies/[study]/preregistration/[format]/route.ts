import { toPreregistrationReply } from "@/app/api/studies/[study]/preregistration/to-preregistration-reply";
import { requireApiAccount } from "@/lib/auth/session";
import { jsonError } from "@/lib/http/reply";
import { getPreregistration } from "@/lib/studies/queries/get-preregistration";

type Context = { params: Promise<{ study: string; format: string }> };

/** A study's protocol for its members, a draft's too. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  try {
    const account = await requireApiAccount();
    const { study, format } = await params;
    return await toPreregistrationReply(await getPreregistration(account, study), format);
  } catch (error) {
    return jsonError(error);
  }
}
