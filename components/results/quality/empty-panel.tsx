import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";

/** Where there is nothing to draw: its head stands on the line of the panel beside it, and a sentence says why. */
export function EmptyPanel({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={`${id}-head`}>
      <h2 id={`${id}-head`} className="flex min-h-target items-center">
        {title}
      </h2>
      <EmptyState>{children}</EmptyState>
    </section>
  );
}
