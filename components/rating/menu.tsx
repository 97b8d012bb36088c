import { type ReactNode, useEffect, useRef } from "react";

export type MenuName = "skip" | "flag";

type MenuProps = {
  label: string;
  hotkey: string;
  /** What the list is, for those who hear it. */
  listLabel: string;
  isOpen: boolean;
  isDisabled: boolean;
  onToggle: (open: boolean) => void;
  children: ReactNode;
};

/** A button that opens a list of reasons above itself, and does nothing else. */
export function Menu({ label, hotkey, listLabel, isOpen, isDisabled, onToggle, children }: MenuProps) {
  const frame = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const toggle = useRef(onToggle);
  useEffect(() => {
    toggle.current = onToggle;
  });

  useEffect(() => {
    if (!isOpen) return;
    const { current } = frame;
    current?.querySelector<HTMLButtonElement>(".rate-menu-list button")?.focus({ preventScroll: true });
    const leave = ({ target }: Event) => {
      if (target instanceof Node && !current?.contains(target)) toggle.current(false);
    };
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      toggle.current(false);
      opener.current?.focus();
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    document.addEventListener("keydown", press);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
      document.removeEventListener("keydown", press);
    };
  }, [isOpen]);

  const id = `menu-${hotkey}`;
  return (
    <div ref={frame} className="rate-menu">
      <button
        ref={opener}
        type="button"
        className="btn btn-quiet"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-disabled={isDisabled || undefined}
        aria-keyshortcuts={hotkey}
        onClick={() => !isDisabled && onToggle(!isOpen)}
      >
        {label} <Key name={hotkey} />
      </button>
      {isOpen && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and these act
        // biome-ignore lint/a11y/useKeyWithClickEvents: a press of a button in it, by whatever means, ends as a click
        <div
          id={id}
          role="group"
          aria-label={listLabel}
          className="rate-menu-list"
          // the list is about to go, and would take the focus along
          onClick={() => opener.current?.focus()}
        >
          {children}
        </div>
      )}
    </div>
  );
}

/** Printed on a button; what is heard is `aria-keyshortcuts`. */
export function Key({ name }: { name: string }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a kbd takes no focus
    <kbd className="kbd" aria-hidden="true">
      {name}
    </kbd>
  );
}
