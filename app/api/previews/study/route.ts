import { z } from "zod";
import { requireApiAccount } from "@/lib/auth/session";
import { parseInput } from "@/lib/http/parse-input";
import { jsonError } from "@/lib/http/reply";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { previewDraft } from "@/lib/studies/queries/preview-draft";

const text = z.string().max(20_000);

/** A form half filled in is previewed too: nothing here need be there. */
const draftSchema = z.strictObject({
  sets: z.array(z.string()).max(50),
  pairs: z.array(z.tuple([z.string(), z.string()])).max(2_000),
  instructions: text,
  consent: text,
});

/** A draft's texts and its first pair as raters would read them, while the draft is written. */
export async function POST(request: Request): Promise<Response> {
  try {
    requireSameOrigin(request);
    const account = await requireApiAccount();
    const draft = parseInput(draftSchema, await request.json().catch(() => null));
    return Response.json(await previewDraft(account, draft), { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return jsonError(error);
  }
}
