/**
 * A token from a request's Authorization header: after "Bearer", or as the password of HTTP Basic, which is what an address with a
 * user in it sends.
 *
 * @returns null: there is none.
 */
export function readToken(header: string | null): string | null {
  const [, scheme = "", rest = ""] = /^(\w+) +(\S+)$/.exec(header?.trim() ?? "") ?? [];
  if (scheme.toLowerCase() === "bearer") return rest;
  if (scheme.toLowerCase() !== "basic") return null;
  const pair = Buffer.from(rest, "base64").toString("utf8");
  return pair.includes(":") ? pair.slice(pair.indexOf(":") + 1) : null;
}
