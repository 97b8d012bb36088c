import "server-only";
import { lookup as systemLookup } from "node:dns";
import { readModelHosts } from "@/lib/env";
import { type AllowedHosts, parseAllowedHosts } from "./allowed-hosts";
import { AppError } from "./app-error";
import { checkLiteral, checkResolved, toTarget } from "./check-address";
import { ForbiddenAddressError } from "./forbidden-address-error";
import { createGuardedFetch } from "./guarded-connection";

let parsed: { text: string; allowed: AllowedHosts } | undefined;

function getAllowedHosts(): AllowedHosts {
  const text = readModelHosts();
  if (parsed?.text !== text) parsed = { text, allowed: parseAllowedHosts(text) };
  return parsed.allowed;
}

/**
 * `fetch` for addresses that people give: it connects only to what EUCALYPT_MODEL_HOSTS allows, and checks the very
 * address that it connects to, at each hop of a redirect. It has no deadline of its own: pass a signal.
 *
 * @throws {ForbiddenAddressError} the address, or one it redirects to, is not allowed.
 */
export const guardedFetch = createGuardedFetch({ getAllowedHosts, lookup: systemLookup });

/**
 * Whether a base URL may be saved. A name that does not resolve now may later, and is checked again at each request.
 *
 * @throws {AppError} bad_input: not an address for requests, or not allowed.
 */
export async function checkModelUrl(text: string): Promise<void> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw new AppError("bad_input", "A base URL begins with http:// or https://, such as http://127.0.0.1:8000/v1.");
  }
  if (url.username || url.password) {
    throw new AppError(
      "bad_input",
      "A base URL holds no user or password: name the key's environment variable instead.",
    );
  }
  const allowed = getAllowedHosts();
  const target = toTarget(url);
  try {
    checkLiteral(allowed, target);
    checkResolved(allowed, target, await resolveNow(target.hostname));
  } catch (error) {
    if (error instanceof ForbiddenAddressError) throw new AppError("bad_input", error.message, { cause: error });
    throw error;
  }
}

/** Empty where it does not resolve, or is an address already. */
function resolveNow(hostname: string): Promise<{ address: string; family: number }[]> {
  if (hostname.startsWith("[") || /^[\d.]+$/.test(hostname)) return Promise.resolve([]);
  return new Promise((resolve) => {
    systemLookup(hostname, { all: true }, (error, addresses) => resolve(error ? [] : addresses));
  });
}
