"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

const ASK_EVERY_MS = 10_000;

/**
 * Looks for new votes while the page is seen, and has the page drawn again when a number changed. Asks for the numbers
 * and not for the page: a page that fails to load on the way would take the place of the one that is read.
 */
export function LiveResults({ source }: { source: string }) {
  const router = useRouter();
  const [age, setAge] = useState(0);
  useEffect(() => {
    let seen: string | null = null;
    let heardAt = Date.now();
    const ask = async () => {
      if (document.visibilityState === "hidden") return;
      const answer = await fetch(source, { cache: "no-store" }).catch(() => null);
      if (!answer?.ok) return;
      const numbers = await answer.text();
      heardAt = Date.now();
      if (numbers !== seen) router.refresh();
      seen = numbers;
    };
    const asking = setInterval(ask, ASK_EVERY_MS);
    const telling = setInterval(() => setAge(Math.floor((Date.now() - heardAt) / 1000)), 1000);
    return () => {
      clearInterval(asking);
      clearInterval(telling);
    };
  }, [source, router]);
  return <span>{age < 60 ? `Updated ${formatSeconds(age)} ago` : `Updated ${Math.floor(age / 60)} min ago`}</span>;
}

function formatSeconds(seconds: number): string {
  return seconds === 1 ? "1 second" : `${seconds} seconds`;
}
