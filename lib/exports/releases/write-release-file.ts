import "server-only";
import type { Prisma } from "@/lib/db/generated/client";
import { type BundleFile, readBundleFile } from "@/lib/exports/paper/open-bundle";

const PART_BYTES = 1 << 20;

/** Keeps a file in parts of a megabyte or so: neither writing nor reading it holds it whole. */
export async function writeReleaseFile(
  db: Prisma.TransactionClient,
  releaseId: string,
  bundleFile: BundleFile,
  mediaType: string,
): Promise<void> {
  const { name, size, sha256 } = bundleFile;
  await db.releaseFile.create({ data: { releaseId, name, mediaType, size, sha256 } });
  let part = 0;
  let waiting: Buffer[] = [];
  let bytes = 0;
  const write = async () => {
    await db.releaseFilePart.create({ data: { releaseId, name, part, bytes: new Uint8Array(Buffer.concat(waiting)) } });
    part += 1;
    waiting = [];
    bytes = 0;
  };
  for await (const chunk of readBundleFile(bundleFile) as AsyncIterable<Buffer>) {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes >= PART_BYTES) await write();
  }
  if (bytes > 0) await write();
}
