/** The nearest proxy writes the last address; those before it are whatever the caller claims. */
export function readAddress(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
