import { createReadStream, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ByteStream } from "../decode-text";

// published data sets are not part of the repository: their licences are not ours to pass on
const FOLDER = process.env.EUCALYPT_SHARED_DATA ?? fileURLToPath(new URL("../../../../shared/data", import.meta.url));

/** True, with the reason printed, where the real data is not on this machine. */
export function lacksSharedData(): boolean {
  if (existsSync(FOLDER)) return false;
  console.warn(`Skipped: no published data at ${FOLDER}; set EUCALYPT_SHARED_DATA to its folder.`);
  return true;
}

export function sharedFile(path: string): ByteStream {
  return createReadStream(`${FOLDER}/${path}`);
}
