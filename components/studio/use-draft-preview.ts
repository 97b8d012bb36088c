import { useEffect, useState } from "react";
import type { ModelPair } from "@/lib/studies/pairs";

export type PreviewedTexts = { sets: string[]; pairs: ModelPair[]; instructions: string; consent: string };

type Preview = {
  instructionsHtml: string;
  consentHtml: string;
  pair: { prompt: string[]; first: string[]; second: string[] } | null;
};

/** After the last key, so that a sentence is rendered once and not letter by letter. */
const PAUSE_MS = 400;

/**
 * What the server makes of the texts and the pair that a form stands at; null: it has not answered yet. What it answered
 * before stays until it answers anew.
 */
export function useDraftPreview(draft: PreviewedTexts): { preview: Preview | null; hasFailed: boolean } {
  const [preview, setPreview] = useState<Preview | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const body = JSON.stringify(draft);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const headers = { "Content-Type": "application/json" };
        const reply = await fetch("/api/previews/study", { method: "POST", body, headers, signal: stop.signal });
        if (reply.ok) setPreview(await reply.json());
        setHasFailed(!reply.ok);
      } catch {
        if (!stop.signal.aborted) setHasFailed(true);
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [body]);
  return { preview, hasFailed };
}
