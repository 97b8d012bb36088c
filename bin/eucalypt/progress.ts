import { SingleBar } from "cli-progress";

/**
 * A bar of the bytes read so far, on standard error, and only where somebody watches.
 *
 * @param run is given what to call with the bytes read so far.
 */
export async function withProgress<T>(
  totalBytes: number,
  run: (onProgress: (bytesRead: number) => void) => Promise<T>,
): Promise<T> {
  if (!process.stderr.isTTY) return run(() => {});
  const bar = new SingleBar({
    stream: process.stderr,
    format: "{bar} {percentage}% of {size}, {eta_formatted} left",
    clearOnComplete: true,
    hideCursor: true,
  });
  bar.start(totalBytes, 0, { size: toMegabytes(totalBytes) });
  try {
    return await run((bytesRead) => bar.update(bytesRead));
  } finally {
    bar.stop();
  }
}

function toMegabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
