import { useEffect, useLayoutEffect, useState } from "react";
import { createStopwatch, type Stopwatch } from "@/components/rating/stopwatch";

/** No one has read a pair in this time: what is pressed before is a double click, meant for the pair that left. */
const SETTLE_MS = 400;

/**
 * Times the pair on the screen.
 *
 * @param pairKey changes with the pair; null while none is shown.
 * @returns `isReady`: votes are taken.
 */
export function usePairClock(pairKey: string | null): { read: Stopwatch["read"]; isReady: boolean } {
  const [watch] = useState(() => createStopwatch(() => performance.now()));
  const [settled, setSettled] = useState<string | null>(null);

  useLayoutEffect(() => {
    if (pairKey) watch.start(document.visibilityState === "visible");
  }, [pairKey, watch]);

  useEffect(() => {
    const look = () => watch.see(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [watch]);

  useEffect(() => {
    const timer = setTimeout(() => setSettled(pairKey), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [pairKey]);

  return { read: watch.read, isReady: pairKey !== null && settled === pairKey };
}
