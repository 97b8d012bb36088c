import { requireApiAccount } from "@/lib/auth/session";
import { toAttachment } from "@/lib/http/attachment";
import { jsonError } from "@/lib/http/reply";
import { getStudyFile } from "@/lib/studies/queries/get-study-file";
import { formatStudyFile, toStudyFileName } from "@/lib/studies/study-file";

type Context = { params: Promise<{ study: string }> };

/** The bytes that `study export NAME` writes. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  try {
    const account = await requireApiAccount();
    const file = await getStudyFile(account, (await params).study);
    return new Response(formatStudyFile(file), {
      headers: {
        "Content-Type": "application/json",
        "Content-Disposition": toAttachment(toStudyFileName(file.name)),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      },
    });
  } catch (error) {
    return jsonError(error);
  }
}
