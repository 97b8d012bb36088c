import type { LookupAddress } from "node:dns";
import {
  type AllowedHosts,
  findAddress,
  isAddressAllowed,
  isNameAllowed,
  isPublic,
  withoutRoot,
} from "./allowed-hosts";
import { ForbiddenAddressError } from "./forbidden-address-error";

/** Where a connection would go; `protocol` as in a URL, with its colon. */
export type Target = { protocol: string; hostname: string; port: number };

/**
 * Where the host is an address itself: may it be reached?
 *
 * @throws {ForbiddenAddressError} it may not.
 */
export function checkLiteral(allowed: AllowedHosts, target: Target): void {
  const address = findAddress(target.hostname);
  if (address === null || isAddressAllowed(allowed, address, target.port)) return;
  throw refusal(target, isPublic(address) ? "is not listed" : "is an internal address");
}

/**
 * Where the host is a name: may what it resolves to be reached? One address that may not is enough to refuse it.
 *
 * @throws {ForbiddenAddressError} it may not.
 */
export function checkResolved(allowed: AllowedHosts, target: Target, resolved: LookupAddress[]): void {
  if (isNameAllowed(allowed, target.hostname, target.port)) return;
  for (const one of resolved) {
    const address = findAddress(one.address.replace(/%.*$/, ""));
    if (address !== null && isAddressAllowed(allowed, address, target.port)) continue;
    const isInternal = address === null || !isPublic(address);
    throw refusal(target, isInternal ? `resolves to ${one.address}, an internal address` : "is not listed");
  }
}

function refusal({ protocol, hostname, port }: Target, why: string): ForbiddenAddressError {
  const name = withoutRoot(hostname);
  const host = name.includes(":") && !name.startsWith("[") ? `[${name}]` : name;
  return new ForbiddenAddressError(
    `${protocol}//${host}:${port} ${why}, and EUCALYPT_MODEL_HOSTS does not allow it. ` +
      `Add ${host}:${port} to it and restart.`,
  );
}

export function toTarget(url: URL): Target {
  const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
  return { protocol: url.protocol, hostname: url.hostname, port };
}
