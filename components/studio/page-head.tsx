import type { ReactNode } from "react";

/** A page's title, a line of facts under it, and what can be done here. */
export function PageHead({ title, meta, actions }: { title: ReactNode; meta?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="grid grid-cols-1 items-center gap-x-8 gap-y-2 pt-9 pb-5 pair:grid-cols-[1fr_auto] max-pair:pt-6 max-pair:pb-4">
      <div className="grid min-w-0 gap-2">
        <h1 className="break-words">{title}</h1>
        {meta && <div className="note flex flex-wrap items-center gap-x-4 gap-y-1">{meta}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-start gap-2 print:hidden">{actions}</div>}
    </div>
  );
}
