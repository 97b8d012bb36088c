import { Readable } from "node:stream";
import { requireApiAccount } from "@/lib/auth/session";
import { AppError } from "@/lib/http/app-error";
import { jsonError } from "@/lib/http/reply";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { createStudyFromFile } from "@/lib/studies/commands/create-from-file";
import { MOST_STUDY_FILE_BYTES, parseStudyFile } from "@/lib/studies/study-file";

/** Makes a draft of a study's file, which is the body; a name in the query goes before the file's. */
export async function POST(request: Request): Promise<Response> {
  try {
    requireSameOrigin(request);
    const account = await requireApiAccount();
    const file = parseStudyFile(await readText(request));
    const name = new URL(request.url).searchParams.get("rename")?.trim();
    const study = await createStudyFromFile(account, { ...file, ...(name && { name }) });
    const { promptSets, models, pairs } = study.protocol;
    return Response.json({ study: study.name, sets: promptSets.length, models: models.length, pairs: pairs.length });
  } catch (error) {
    return jsonError(error);
  }
}

/** Stopped where it is longer than any design: what somebody sends by mistake is not kept in memory. */
async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ? Readable.fromWeb(request.body as never) : []) {
    length += chunk.length;
    if (length > MOST_STUDY_FILE_BYTES) throw new AppError("bad_input", "The file is too large to be a study's.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
