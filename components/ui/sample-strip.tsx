import type { ReactNode } from "react";

/** Stands over every page of a sample study: what is shown there is nobody's result. */
export function SampleStrip({ children }: { children?: ReactNode }) {
  return (
    <aside className="note border-b border-rule py-2" aria-label="About this sample">
      <div className="wrap">
        <strong className="font-semibold text-ink">Sample study.</strong>{" "}
        {children ?? "We wrote its prompts and responses to show the product; they are no model’s words."}
      </div>
    </aside>
  );
}
