"use client";

import { Button } from "@/components/ui/button";

/** Under the study's tabs, which go on leading to its other pages. */
export default function StudyError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <section className="grid max-w-[40rem] justify-items-start gap-3 pt-10" aria-labelledby="failed">
      <h2 id="failed">This page could not be made</h2>
      <p>
        Something went wrong here. The votes are safe, and the study’s other pages are not affected. Try again; if it
        goes on, tell whoever runs this site.
      </p>
      {error.digest && (
        <p className="note">
          It stands in the log under <span className="mono">{error.digest}</span>.
        </p>
      )}
      <Button look="primary" onClick={reset}>
        Try again
      </Button>
    </section>
  );
}
