"use client";

import "@/app/globals.css";
import { FailedPage } from "@/components/site/failed-page";

/** Stands in for the whole page where the layout itself failed. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <FailedPage digest={error.digest} retry={reset} />
      </body>
    </html>
  );
}
