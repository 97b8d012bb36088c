/**
 * Whether who asks has what this tag stands for, by If-None-Match. A proxy that packs a reply makes its tag weak, and means the same.
 *
 * @param tag with its quotation marks.
 */
export function hasAlready({ method, headers }: Request, tag: string): boolean {
  if (method !== "GET" && method !== "HEAD") return false;
  const known = headers.get("if-none-match")?.split(",") ?? [];
  return known.some((each) => each.trim().replace(/^W\//, "") === tag);
}
