/**
 * JSON in the one form that RFC 8785 gives it: no white space, keys in the order of their UTF-16 code units, numbers and
 * strings as ECMAScript writes them. Equal values have equal bytes, whatever order a database keeps their keys in.
 *
 * @throws {RangeError} a value that JSON has no form for: undefined within an array, NaN, an infinity, a function.
 * @example canonicalJson({ b: [1, "ä"], a: null }) // {"a":null,"b":[1,"ä"]}
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    // the default order of strings is by code unit, which the RFC asks for; a locale's is not
    fields.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(",")}}`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`${value} has no form in JSON.`);
  const written = JSON.stringify(value);
  if (written === undefined) throw new RangeError(`A ${typeof value} has no form in JSON.`);
  return written;
}
