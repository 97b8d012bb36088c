import { Readable } from "node:stream";
import { readCurationUpload } from "@/app/api/uploads/curation/curation-upload";
import { requireApiAccount } from "@/lib/auth/session";
import { AppError } from "@/lib/http/app-error";
import { jsonError } from "@/lib/http/reply";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { curatePrompts } from "@/lib/imports/commands/curate-prompts";
import { splitBytes } from "@/lib/imports/split-bytes";

/** Raw queries, and after them the corpora to hold them against, as one body: they are read as they come in. */
export async function POST(request: Request): Promise<Response> {
  try {
    requireSameOrigin(request);
    const account = await requireApiAccount();
    const { raw, corpora, options } = readCurationUpload(new URL(request.url).searchParams);
    if (!request.body) throw new AppError("bad_input", "There is no file in the request. Choose one.");
    const sizes = [raw, ...corpora].map(({ size }) => size);
    const [first, ...others] = splitBytes(Readable.fromWeb(request.body as never), sizes);
    const files = corpora.map(({ fileName, format }, at) => ({
      file: { bytes: others[at] as AsyncIterable<Uint8Array>, fileName },
      format,
    }));
    const bytes = first as AsyncIterable<Uint8Array>;
    const { curationId } = await curatePrompts(account, { bytes, fileName: raw.fileName }, files, options);
    return Response.json({ curationId });
  } catch (error) {
    return jsonError(error);
  }
}
