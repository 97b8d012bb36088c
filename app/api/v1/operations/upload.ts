import { Readable } from "node:stream";
import { readUploadOptions } from "@/app/api/uploads/[kind]/upload-options";
import type { Call } from "@/app/api/v1/operation";
import { AppError } from "@/lib/http/app-error";
import type { ImportFile } from "@/lib/imports/import-file";

/** The body as it comes in: files are larger than memory. @throws {AppError} bad_input: there is none. */
export function toFile({ request, query }: Call): ImportFile {
  if (!request.body) throw new AppError("bad_input", "There is no file in the request: send it as the body.");
  return { bytes: Readable.fromWeb(request.body as never), fileName: String(query.file ?? "the file") };
}

/** What the address says of the file, columns of a CSV among it. */
export function toOptions({ request }: Call): Record<string, unknown> {
  return readUploadOptions(new URL(request.url).searchParams);
}
