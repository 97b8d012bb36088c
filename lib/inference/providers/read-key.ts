import "server-only";
import { readModelKey } from "@/lib/env";
import { EndpointError } from "@/lib/inference/endpoint-error";

/**
 * The key that a model is asked with, or null where it needs none.
 *
 * @throws {EndpointError} key_refused: it is not set here, or cannot be a key.
 */
export function readKey(variable: string | null): string | null {
  if (variable === null) return null;
  const key = readModelKey(variable);
  if (key === undefined) {
    throw new EndpointError(
      "key_refused",
      `${variable} is not set where the worker runs: set it for the web and worker processes, and restart them.`,
    );
  }
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new EndpointError("key_refused", `${variable} holds a space or another character that no key has.`);
  }
  return key;
}
