"use client";

import { type KeyboardEvent, type ReactNode, useRef } from "react";

type MenuProps = { label: ReactNode; look?: "default" | "quiet"; children: ReactNode };

/** A button with a list under it. It opens and closes without a script; with one, Escape and a press elsewhere close it. */
export function Menu({ label, look = "default", children }: MenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !menu.current?.open) return;
    menu.current.open = false;
    menu.current.querySelector("summary")?.focus();
  };
  const closeWhenLeft = (event: { relatedTarget: EventTarget | null }) => {
    const to = event.relatedTarget as Node | null;
    if (to && menu.current && !menu.current.contains(to)) menu.current.open = false;
  };
  return (
    <details ref={menu} className="relative print:hidden" onKeyDown={closeOnEscape} onBlur={closeWhenLeft}>
      <summary className={`btn list-none [&::-webkit-details-marker]:hidden ${look === "quiet" ? "btn-quiet" : ""}`}>
        {/* one child, or the gap of a button stands between its words */}
        <span>{label}</span>
        <span
          aria-hidden="true"
          className="size-2 -translate-y-0.5 rotate-45 border-r-[1.5px] border-b-[1.5px] border-current"
        />
      </summary>
      <div className="absolute end-0 top-full z-5 mt-1.5 w-84 max-w-[calc(100vw-2rem)] rounded-md bg-raised py-1.5 shadow-float max-pair:start-0 max-pair:end-auto">
        {children}
      </div>
    </details>
  );
}

/** A link in a menu looks the same. */
export const MENU_ENTRY =
  "flex min-h-target w-full items-baseline justify-between gap-4 px-4 py-2.5 text-start text-ink no-underline hover:bg-accent-soft hover:text-ink aria-busy:cursor-progress aria-busy:text-muted";

type EntryProps = { kind: string; isBusy: boolean; onClick: () => void; children: ReactNode };

export function MenuEntry({ kind, isBusy, onClick, children }: EntryProps) {
  return (
    <button type="button" className={MENU_ENTRY} onClick={onClick} aria-busy={isBusy || undefined}>
      <span>{children}</span>
      <span className="note">{kind}</span>
    </button>
  );
}
