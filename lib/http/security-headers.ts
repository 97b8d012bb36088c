type PageKind = "page" | "rate" | "chart";

export type PolicyOptions = {
  nonce: string;
  kind: PageKind;
  /** `next dev` evaluates strings as code and opens a web socket. */
  isDevelopment: boolean;
  /** Origins that may show the page in a frame, and are handed a form by it: a study's marketplace. */
  frameOrigins?: string[];
};

/** Pages that let a chart library set style attributes; everywhere else a style attribute does nothing. */
const CHART_PAGES = /^\/(studio|results|releases)(\/|$)/;
const RATER_PAGES = /^\/rate(\/|$)/;

/** The study of a rater's page; null: another page. */
export function toRaterSlug(pathname: string): string | null {
  return pathname.match(/^\/rate\/([\w-]+)/)?.[1] ?? null;
}

export function toPageKind(pathname: string): PageKind {
  if (RATER_PAGES.test(pathname)) return "rate";
  return CHART_PAGES.test(pathname) ? "chart" : "page";
}

/** One line, as a header wants it. Text that a model wrote is on these pages: nothing inline runs without the nonce. */
export function toContentSecurityPolicy({ nonce, kind, isDevelopment, frameOrigins = [] }: PolicyOptions): string {
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    kind === "chart" ? "style-src-attr 'unsafe-inline'" : "",
    "img-src 'self' data:",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    `frame-ancestors ${frameOrigins.length > 0 ? frameOrigins.join(" ") : "'none'"}`,
    "object-src 'none'",
    "base-uri 'none'",
    ["form-action 'self'", ...frameOrigins].join(" "),
  ];
  return directives.filter(Boolean).join("; ");
}

/** What every page carries beside its content policy. */
export function toSecurityHeaders(kind: PageKind, isFramed = false): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    // a rater's address is a capability: it must not travel to a site that a link in a response leads to
    "Referrer-Policy": kind === "rate" ? "no-referrer" : "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    // it knows no list of origins: where there is one, the content policy alone decides
    ...(!isFramed && { "X-Frame-Options": "DENY" }),
  };
}
