import type { ReactNode } from "react";

/** One sentence, and the next step. */
export function EmptyState({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="grid max-w-[40rem] justify-items-start gap-3 py-2">
      <p>{children}</p>
      {actions && <div className="flex flex-wrap gap-3">{actions}</div>}
    </div>
  );
}
