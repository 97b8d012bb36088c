export type UploadOutcome = { step: "done"; result: Record<string, unknown> } | { step: "failed"; message: string };

const LOST = "The connection was lost before the file was in. Send it again.";

/**
 * Sends a file as the body of a request. `fetch` cannot say how far it has got.
 *
 * @param onShare called with the share sent, from 0 to 1.
 */
export function uploadFile(address: string, file: Blob, onShare: (share: number) => void): Promise<UploadOutcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.responseType = "json";
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.upload.onload = () => onShare(1);
    request.onload = () => resolve(toOutcome(request));
    request.onerror = () => resolve({ step: "failed", message: LOST });
    request.send(file);
  });
}

function toOutcome(request: XMLHttpRequest): UploadOutcome {
  const reply = request.response as { error?: { message?: string } } & Record<string, unknown>;
  if (request.status === 200 && reply) return { step: "done", result: reply };
  return { step: "failed", message: reply?.error?.message ?? "The server did not answer. Try again in a moment." };
}
