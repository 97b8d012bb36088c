import { useEffect, useState, useSyncExternalStore } from "react";
import { type Answer, type Courier, createCourier } from "@/components/rating/courier";
import { getLocalStore } from "@/components/rating/outbox";
import type { Session } from "@/components/rating/session-machine";

const TIMEOUT_MS = 20_000;
/** Away for longer than this, the pair on the screen may have been taken back or judged elsewhere. */
const AWAY_MS = 20_000;

async function post(url: string, body: object): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      cache: "no-store",
      // a vote cast just before the tab is closed still leaves it
      keepalive: true,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, body: await response.json() };
  } catch {
    // no JSON is no answer of ours: a hotel's sign-in page says 200 too
    return { status: 0, body: null };
  }
}

/** The rater's session, sent and kept for as long as the page is open. */
export function useCourier(slug: string, joined: boolean): { courier: Courier; session: Session } {
  const [courier] = useState(() =>
    createCourier(slug, joined, {
      post: (route, body) => post(`/api/rating/${slug}/${route}`, body),
      store: getLocalStore(),
      isOnline: () => navigator.onLine,
      later(run, ms) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    }),
  );

  useEffect(() => {
    let hiddenAt = Number.POSITIVE_INFINITY;
    const look = () => {
      if (document.visibilityState === "hidden") {
        hiddenAt = Date.now();
        return;
      }
      if (Date.now() - hiddenAt > AWAY_MS) courier.dispatch({ type: "want" });
      courier.hurry();
    };
    courier.hurry();
    window.addEventListener("online", courier.hurry);
    document.addEventListener("visibilitychange", look);
    return () => {
      window.removeEventListener("online", courier.hurry);
      document.removeEventListener("visibilitychange", look);
      courier.stop();
    };
  }, [courier]);

  return { courier, session: useSyncExternalStore(courier.subscribe, courier.getSession, courier.getSession) };
}
