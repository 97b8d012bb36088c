import { useEffect, useState, useSyncExternalStore } from "react";
import { type Answer, type Courier, createCourier } from "@/components/rating/courier";
import { type FramedSession, getFramedSession } from "@/components/rating/framed-session";
import { getLocalStore } from "@/components/rating/outbox";
import type { Speech } from "@/components/rating/say";
import type { Session } from "@/components/rating/session-machine";
import type { WordKey } from "@/components/rating/words/en";

const TIMEOUT_MS = 20_000;
/** Away for longer than this, the pair on the screen may have been taken back or judged elsewhere. */
const AWAY_MS = 20_000;

async function post(url: string, body: object, token: string | null): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
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

type Refused = { error?: { code?: string; message?: string } } | null;

/** The rater's session, sent and kept for as long as the page is open. */
export function useCourier(
  slug: string,
  joined: boolean,
  { say, language }: Speech,
): { courier: Courier; session: Session; framed: FramedSession } {
  const [framed] = useState(() => getFramedSession(slug));
  const [courier] = useState(() =>
    createCourier(slug, joined, {
      async post(route, body) {
        const answer = await post(`/api/rating/${slug}/${route}`, body, framed.isFramed ? framed.read() : null);
        const { token } = (answer.body ?? {}) as { token?: string };
        if (token) framed.keep(token);
        return answer;
      },
      store: getLocalStore(),
      isOnline: () => navigator.onLine,
      describe(body) {
        const { code, message } = (body as Refused)?.error ?? {};
        // the server speaks English; in another language its code has to do
        return (language === "en" ? message : say(`problem_${code}` as WordKey)) || say("refused");
      },
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
    if (!joined && framed.isFramed && framed.read()) void courier.join("next", { have: [] });
    window.addEventListener("online", courier.hurry);
    document.addEventListener("visibilitychange", look);
    return () => {
      window.removeEventListener("online", courier.hurry);
      document.removeEventListener("visibilitychange", look);
      courier.stop();
    };
  }, [courier, framed, joined]);

  const session = useSyncExternalStore(courier.subscribe, courier.getSession, courier.getSession);
  return { courier, session, framed };
}
