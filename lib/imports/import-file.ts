import "server-only";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { AppError } from "@/lib/http/app-error";

/** What is imported, wherever it comes from: a path or the body of an upload. */
export type ImportFile = {
  bytes: AsyncIterable<Uint8Array>;
  /** For messages. */
  fileName: string;
  /** Called with how many bytes were read so far. */
  onProgress?: (bytesRead: number) => void;
};

const NOT_READABLE: Record<string, string> = {
  ENOENT: "There is no such file.",
  EACCES: "You may not read it.",
  EISDIR: "It is a folder: name the file in it.",
};

/** @throws {AppError} it cannot be read: the reason in a sentence. */
export async function openImportFile(path: string): Promise<ImportFile & { totalBytes: number }> {
  try {
    const found = await stat(path);
    // a folder opens, and fails only at its first byte
    if (found.isDirectory()) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
    const stream = createReadStream(path, { highWaterMark: 256 * 1024 });
    await once(stream, "open");
    return { bytes: stream, fileName: basename(path), totalBytes: found.size };
  } catch (error) {
    const reason = NOT_READABLE[(error as NodeJS.ErrnoException).code ?? ""] ?? `${(error as Error).message}.`;
    throw new AppError("bad_input", `Cannot read ${path}. ${reason}`, { cause: error });
  }
}

/** The file's bytes as they pass, counted and hashed. `digest` is whole once all were read: SHA-256, hex. */
export function watchBytes({ bytes, onProgress }: ImportFile): { bytes: AsyncGenerator<Uint8Array>; digest(): string } {
  const hash = createHash("sha256");
  async function* pass(): AsyncGenerator<Uint8Array> {
    let bytesRead = 0;
    for await (const chunk of bytes) {
      hash.update(chunk);
      bytesRead += chunk.length;
      onProgress?.(bytesRead);
      yield chunk;
    }
  }
  return { bytes: pass(), digest: () => hash.copy().digest("hex") };
}
