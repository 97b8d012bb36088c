import type { ReactNode } from "react";

type TableProps = { label: string; children: ReactNode; className?: string };

/**
 * A table that scrolls sideways where it must, in a region the keyboard can reach. Cells are aligned to the end, as
 * figures want; class `start` for words, `prose` for words that may wrap.
 */
export function Table({ label, children, className = "" }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls a focused region with the arrow keys
    <section className="table-scroll" tabIndex={0} aria-label={label}>
      <table className={`t ${className}`}>{children}</table>
    </section>
  );
}
