const HOME = "/studio";

/**
 * Where to go after signing in: a path of this site, never an address that a link smuggled in. `//evil.example` and
 * `/\evil.example` are addresses of other sites to a browser.
 */
export function toSafeCallback(wish: string | string[] | null | undefined): string {
  if (typeof wish !== "string" || !wish.startsWith("/")) return HOME;
  const here = "http://here.invalid";
  const url = URL.canParse(wish, here) ? new URL(wish, here) : null;
  if (url?.origin !== here || url.pathname.startsWith("//") || url.pathname.startsWith("/sign-in")) return HOME;
  return url.pathname + url.search;
}
