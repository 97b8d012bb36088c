import type { ReactNode } from "react";

/** What few want to read, and some must be able to. */
export function Disclosure({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <details>
      <summary className="w-fit py-2.5 text-accent hover:text-accent-strong">{summary}</summary>
      <div className="pt-2 pb-4">{children}</div>
    </details>
  );
}
