import { AppError } from "@/lib/http/app-error";
import { toAttachment } from "@/lib/http/attachment";
import { PREREGISTRATION_FORMATS, toPreregistrationFile } from "@/lib/studies/preregistration-file";
import type { FoundPreregistration } from "@/lib/studies/queries/get-preregistration";

/** A protocol as a file that the browser saves. @throws {AppError} not_found: no such format. */
export async function toPreregistrationReply(found: FoundPreregistration, ending: string): Promise<Response> {
  const format = PREREGISTRATION_FORMATS.find((known) => known === ending);
  if (!format) throw new AppError("not_found", `A protocol comes as ${PREREGISTRATION_FORMATS.join(", ")}.`);
  const { fileName, mediaType, bytes } = await toPreregistrationFile(found, format);
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": mediaType,
      "Content-Disposition": toAttachment(fileName),
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
