import { basename } from "node:path";
import { bytesOf } from "@/lib/formats/testing/bytes";
import { sharedFile } from "@/lib/formats/testing/shared-data";
import type { ImportFile } from "@/lib/imports/import-file";

/** A file of these rows, as an upload would arrive. */
export function fileOf(rows: unknown[], fileName = "rows.jsonl"): ImportFile {
  return textFile(rows.map((row) => `${JSON.stringify(row)}\n`).join(""), fileName);
}

export function textFile(content: string | Uint8Array, fileName = "rows.jsonl"): ImportFile {
  return { bytes: bytesOf(content, 1000), fileName };
}

/** One of the published data sets, where they are on this machine. */
export function publishedFile(path: string): ImportFile {
  return { bytes: sharedFile(path), fileName: basename(path) };
}
