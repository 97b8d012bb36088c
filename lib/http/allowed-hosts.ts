import ipaddr from "ipaddr.js";

type Address = ReturnType<typeof ipaddr.parse>;

/** port null: any. */
type AllowedHost =
  | { kind: "public"; port: number | null }
  | { kind: "name"; name: string; port: number | null }
  /** Ends in `suffix`, which begins with a dot. */
  | { kind: "suffix"; suffix: string; port: number | null }
  | { kind: "range"; network: Address; bits: number; port: number | null };

export type AllowedHosts = readonly AllowedHost[];

/** Azure's own service for its virtual machines answers here, on an address that looks public. */
const AZURE_HOST = "168.63.129.16";
/** What IANA has given out; the rest of IPv6 is special or nobody's. */
const GLOBAL_UNICAST = ipaddr.parseCIDR("2000::/3");

/**
 * Which hosts the platform may send requests to.
 *
 * @param text comma list: `public`, `host`, `*.suffix`, an address, or a range such as 10.0.0.0/8; each may end in `:port`,
 *   and IPv6 with a port stands in brackets.
 * @throws {Error} an entry is none of these; the message names it.
 */
export function parseAllowedHosts(text: string): AllowedHosts {
  return text
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map(parseEntry);
}

function parseEntry(entry: string): AllowedHost {
  const { host, port } = splitPort(entry);
  if (host.toLowerCase() === "public") return { kind: "public", port };
  if (ipaddr.isValidCIDR(host)) {
    const [network, bits] = ipaddr.parseCIDR(host);
    return { kind: "range", network, bits, port };
  }
  if (host.startsWith("*.")) return { kind: "suffix", suffix: `.${toHostname(host.slice(2), entry)}`, port };
  const name = toHostname(host, entry);
  const address = findAddress(name);
  if (address === null) return { kind: "name", name, port };
  return { kind: "range", network: address, bits: address.toByteArray().length * 8, port };
}

function splitPort(entry: string): { host: string; port: number | null } {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(entry);
  const plain = /^([^:]+):(\d+)$/.exec(entry);
  const [, host = entry, digits] = bracketed ?? plain ?? [];
  if (digits === undefined) return { host, port: null };
  const port = Number(digits);
  if (port < 1 || port > 65_535) throw notAnEntry(entry);
  return { host, port };
}

/** As the URL parser writes it, so that case, IDN and odd ways to write an IPv4 address compare equal. */
function toHostname(host: string, entry: string): string {
  const bracketed = host.includes(":") ? `[${host}]` : host;
  if (!/^[^\s/?#@\\*]+$/.test(host) || !URL.canParse(`http://${bracketed}/`)) throw notAnEntry(entry);
  return withoutRoot(new URL(`http://${bracketed}/`).hostname);
}

function notAnEntry(entry: string): Error {
  return new Error(
    `EUCALYPT_MODEL_HOSTS holds ${JSON.stringify(entry)}, which is none of: public, a host, *.suffix, an address, ` +
      "a range such as 10.0.0.0/8; each may end in :port. Mend it and restart.",
  );
}

/** `host.` and `host` are one name. */
export function withoutRoot(hostname: string): string {
  return hostname.toLowerCase().replace(/\.$/, "");
}

/** The address that a URL's hostname is, or null where it is a name. */
export function findAddress(hostname: string): Address | null {
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  return ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare) ? ipaddr.parse(bare) : null;
}

/** A name that is listed itself may resolve to anything. */
export function isNameAllowed(allowed: AllowedHosts, hostname: string, port: number): boolean {
  const name = withoutRoot(hostname);
  return allowed.some((host) => {
    if (host.port !== null && host.port !== port) return false;
    return host.kind === "name" ? host.name === name : host.kind === "suffix" && name.endsWith(host.suffix);
  });
}

export function isAddressAllowed(allowed: AllowedHosts, address: Address, port: number): boolean {
  return allowed.some((host) => {
    if (host.port !== null && host.port !== port) return false;
    if (host.kind === "public") return isPublic(address);
    return host.kind === "range" && isWithin(address, host.network, host.bits);
  });
}

/** ::ffff:10.0.0.1 reaches 10.0.0.1, so whoever lists the one has listed the other. */
function isWithin(address: Address, network: Address, bits: number): boolean {
  const plain = ipaddr.process(address.toString());
  return [address, plain].some((form) => form.kind() === network.kind() && form.match(network, bits));
}

/** A unicast address of the internet; not one that leads to another by mapping or tunnelling. */
export function isPublic(address: Address): boolean {
  if (address.range() !== "unicast") return false;
  return address.kind() === "ipv4" ? address.toString() !== AZURE_HOST : address.match(GLOBAL_UNICAST);
}
