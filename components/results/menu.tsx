"use client";

import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { MENU_ENTRY } from "@/components/results/menu-look";

type MenuProps = {
  label: ReactNode;
  look?: "default" | "quiet";
  /** On a phone: under which end of the button the list begins, so that it stays on the screen. */
  phoneSide?: "start" | "end";
  children: ReactNode;
};

/** A button with a list under it. It opens and closes without a script; with one, Escape and a press elsewhere close it. */
export function Menu({ label, look = "default", phoneSide = "end", children }: MenuProps) {
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
      <div
        className={`absolute end-0 top-full z-5 mt-1.5 w-84 max-w-[calc(100vw-2rem)] rounded-md bg-raised py-1.5 shadow-float ${phoneSide === "start" ? "max-pair:start-0 max-pair:end-auto" : ""}`}
      >
        {children}
      </div>
    </details>
  );
}

type EntryProps = { kind: string; isBusy: boolean; onClick: () => void; children: ReactNode };

export function MenuEntry({ kind, isBusy, onClick, children }: EntryProps) {
  return (
    <button type="button" className={MENU_ENTRY} onClick={onClick} aria-busy={isBusy || undefined}>
      <span>{children}</span>
      <span className="note">{kind}</span>
    </button>
  );
}
