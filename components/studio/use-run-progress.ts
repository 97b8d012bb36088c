"use client";

import { useEffect, useState } from "react";
import { isRunOver, type RunProgress } from "@/lib/inference/schema";

const TRY_AGAIN_MS = 3000;
/** A connection that comes back at once is not worth a word. */
const LOST_AFTER_MS = 3000;

export type LiveRun = {
  progress: RunProgress;
  /** Milliseconds since 1970; null: not drawn by a browser yet. */
  now: number | null;
  heardAt: number | null;
  isLost: boolean;
};

/** A run as the server last told it: from the page, then by events, for as long as there is something to come. */
export function useRunProgress(initial: RunProgress, source: string): LiveRun {
  const [progress, setProgress] = useState(initial);
  const [fromPage, setFromPage] = useState(initial);
  const [heardAt, setHeardAt] = useState<number | null>(null);
  const [lostAt, setLostAt] = useState<number | null>(null);
  const isOver = isRunOver(progress.state);
  const now = useClock(!isOver);
  if (fromPage !== initial) {
    setFromPage(initial);
    setProgress(initial);
  }

  useEffect(() => {
    if (isOver) return;
    const listen = () =>
      listenTo(source, {
        onProgress(next) {
          setProgress(next);
          setHeardAt(Date.now());
          setLostAt(null);
        },
        onOpen: () => setLostAt(null),
        onLost: () => setLostAt((since) => since ?? Date.now()),
      });
    return listen();
  }, [source, isOver]);

  return { progress, now, heardAt, isLost: lostAt !== null && now !== null && now - lostAt > LOST_AFTER_MS };
}

type Listener = { onProgress(progress: RunProgress): void; onOpen(): void; onLost(): void };

/** @returns what ends it. */
function listenTo(source: string, { onProgress, onOpen, onLost }: Listener): () => void {
  let events: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    events = new EventSource(source);
    events.onopen = onOpen;
    events.onmessage = ({ data }) => onProgress(JSON.parse(data));
    events.onerror = () => {
      onLost();
      // after an answer that is no stream, such as a proxy's error page, the browser itself would give up
      if (events.readyState === EventSource.CLOSED) timer = setTimeout(open, TRY_AGAIN_MS);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    events.close();
  };
}

/** The time, each second. */
function useClock(isOn: boolean): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (!isOn) return;
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [isOn]);
  return now;
}
