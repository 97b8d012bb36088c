import { Readable } from "node:stream";
import { readUploadOptions } from "@/app/api/uploads/[kind]/upload-options";
import type { AccountActor } from "@/lib/auth/actor";
import { requireApiAccount } from "@/lib/auth/session";
import { AppError } from "@/lib/http/app-error";
import { jsonError } from "@/lib/http/reply";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { importGold } from "@/lib/imports/commands/import-gold";
import { importPrompts } from "@/lib/imports/commands/import-prompts";
import { importResponses } from "@/lib/imports/commands/import-responses";
import { importVotes } from "@/lib/imports/commands/import-votes";
import type { ImportFile } from "@/lib/imports/import-file";

type Context = { params: Promise<{ kind: string }> };

/** The file is the body, as it is; what to do with it stands in the query. It is read as it comes in, and never kept whole. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  try {
    requireSameOrigin(request);
    const account = await requireApiAccount();
    const query = new URL(request.url).searchParams;
    if (!request.body) throw new AppError("bad_input", "There is no file in the request. Choose one.");
    const file: ImportFile = {
      bytes: Readable.fromWeb(request.body as never),
      fileName: query.get("file") || "the file",
    };
    return Response.json(await runUpload(account, (await params).kind, file, query));
  } catch (error) {
    return jsonError(error);
  }
}

async function runUpload(account: AccountActor, kind: string, file: ImportFile, query: URLSearchParams) {
  // the commands check what they are given; the casts only hand it over
  const options = readUploadOptions(query);
  if (kind === "prompts") return importPrompts(account, file, options as never);
  if (kind === "gold") return importGold(account, file, options as never);
  if (kind === "responses") return importResponses(account, file, options as never);
  if (kind === "votes") return importVotes(account, file, options as never);
  throw new AppError("not_found", `There is no import of ${kind}.`);
}
