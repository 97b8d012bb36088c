import { useEffect, useRef, useState } from "react";
import { getLocalStore } from "@/components/rating/outbox";

const SETTING = "rating:letter-keys";

/** Whether letters act (WCAG 2.1.4): a rater may turn them off, and this browser remembers. */
export function useLetterKeys(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(true);
  useEffect(() => {
    try {
      setOn(getLocalStore()?.getItem(SETTING) !== "off");
    } catch {
      // nothing kept: as at first
    }
  }, []);
  return [
    on,
    (next) => {
      setOn(next);
      try {
        getLocalStore()?.setItem(SETTING, next ? "on" : "off");
      } catch {
        // holds for as long as the page is open
      }
    },
  ];
}

/** Where letters are written or chosen by, they are not ours. */
const TAKEN = "input:not([type=checkbox]), select, textarea, [contenteditable], dialog, .rate-menu-list";

/** Calls `act` with the lower-case letter that was pressed: alone, once, and outside fields and menus. */
export function useShortcuts(on: boolean, act: (letter: string) => boolean): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (event.target instanceof Element && event.target.closest(TAKEN)) return;
      const letter = toLetter(event);
      if (letter && latest.current(letter)) event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [on]);
}

/** On a Greek or Cyrillic keyboard, the letter that is printed there in Latin. */
function toLetter({ key, code }: KeyboardEvent): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return key.length === 1 && key > "\u007f" && code.startsWith("Key") ? code.slice(3).toLowerCase() : null;
}
