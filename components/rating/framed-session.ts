/**
 * In a marketplace's frame a cookie would be another site's, so the page keeps its token itself: in memory, and in this
 * tab's storage for a reload.
 */
export type FramedSession = { isFramed: boolean; read: () => string | null; keep: (token: string) => void };

export function getFramedSession(slug: string): FramedSession {
  const name = `rating:${slug}:token`;
  let kept: string | null = null;
  return {
    isFramed: isFramed(),
    read() {
      try {
        kept ??= sessionStorage.getItem(name);
      } catch {
        // this browser keeps nothing for frames: memory has to do
      }
      return kept;
    },
    keep(token) {
      kept = token;
      try {
        sessionStorage.setItem(name, token);
      } catch {
        // holds for as long as the page is open
      }
    },
  };
}

function isFramed(): boolean {
  return typeof window !== "undefined" && window.top !== window;
}

/** Signs that a program drives the browser; only those that are there. */
export function readSignals(): Record<string, boolean> {
  const signs = {
    webdriver: navigator.webdriver === true,
    headless: /headless/i.test(navigator.userAgent),
    no_languages: navigator.languages?.length === 0,
  };
  return Object.fromEntries(Object.entries(signs).filter(([, isThere]) => isThere));
}
