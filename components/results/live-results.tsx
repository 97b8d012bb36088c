"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";

/** Before asking once more for a page that came from results not yet made anew. */
const COME_AGAIN_MS = 1_000;

type LiveProps = {
  /** Tells the study's version now, and each new one: /api/studies/NAME/events. */
  source: string;
  /** Of the votes that the page was drawn from. */
  version: string;
};

/**
 * Listens for new votes, and has the page drawn again, while it is seen, until it is that of the newest version. Says how
 * old the numbers are: since the server last said that they stand.
 */
export function LiveResults({ source, version }: LiveProps) {
  const router = useRouter();
  const [told, setTold] = useState<{ version: string; at: number } | null>(null);
  const [isDrawing, startDrawing] = useTransition();
  const askedFor = useRef<string | null>(null);

  useEffect(() => {
    const events = new EventSource(source);
    events.onmessage = ({ data }) => setTold({ version: JSON.parse(data).version, at: Date.now() });
    return () => events.close();
  }, [source]);

  const newest = told?.version ?? version;
  useEffect(() => {
    if (newest === version || isDrawing) return;
    const draw = () => {
      if (document.visibilityState === "hidden") return;
      askedFor.current = newest;
      startDrawing(() => router.refresh());
    };
    const drawing = setTimeout(draw, askedFor.current === newest ? COME_AGAIN_MS : 0);
    document.addEventListener("visibilitychange", draw);
    return () => {
      clearTimeout(drawing);
      document.removeEventListener("visibilitychange", draw);
    };
  }, [newest, version, isDrawing, router]);

  return <Age since={newest === version ? (told?.at ?? null) : null} />;
}

/** @param since when the numbers on the page were last known to stand, in milliseconds; null: not now. */
function Age({ since }: { since: number | null }) {
  const [seconds, setSeconds] = useState(0);
  const freshAt = useRef<number | null>(null);
  useEffect(() => {
    freshAt.current = since ?? freshAt.current ?? Date.now();
    const tell = () => setSeconds(Math.floor((Date.now() - (freshAt.current ?? Date.now())) / 1000));
    tell();
    const telling = setInterval(tell, 1000);
    return () => clearInterval(telling);
  }, [since]);
  return (
    <span>
      {seconds < 60 ? `Updated ${formatSeconds(seconds)} ago` : `Updated ${Math.floor(seconds / 60)} min ago`}
    </span>
  );
}

function formatSeconds(seconds: number): string {
  return seconds === 1 ? "1 second" : `${seconds} seconds`;
}
