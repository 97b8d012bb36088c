import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError } from "@/lib/http/app-error";

const NOT_WRITABLE: Record<string, string> = {
  ENOENT: "There is no such folder: make it first.",
  EACCES: "You may not write there.",
  EISDIR: "It is a folder: name a file in it.",
  ENOSPC: "The disk is full.",
};

/** To a file, or to standard output where the path is "-". */
export async function writeOut(path: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  if (path === "-") await pipeline(Readable.from(chunks), process.stdout, { end: false });
  else await writeWhole(path, chunks);
}

/** Under another name until it is whole, so that an export cut off is not taken for one that ended. */
async function writeWhole(path: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  const partial = `${path}.part`;
  try {
    await pipeline(Readable.from(chunks), createWriteStream(partial));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    const { syscall, code = "" } = error as NodeJS.ErrnoException;
    if (!syscall) throw error;
    const reason = NOT_WRITABLE[code] ?? `${(error as Error).message}.`;
    throw new AppError("bad_input", `Cannot write ${path}. ${reason}`, { cause: error });
  }
}
