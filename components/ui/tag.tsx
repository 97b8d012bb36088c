import type { ReactNode } from "react";

/** An outlined word for a state: Draft, Open, Paused, Closed, Published. */
export function Tag({ children }: { children: ReactNode }) {
  return <span className="tag">{children}</span>;
}
