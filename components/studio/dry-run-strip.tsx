/** Stands over every page of a dry run: nothing in it was said by anybody. */
export function DryRunStrip() {
  return (
    <aside className="note border-b border-rule py-2" aria-label="About this dry run">
      <div className="wrap">
        <strong className="font-semibold text-ink">Dry run: simulated raters.</strong> Its votes are made up, and nobody
        is let in.
      </div>
    </aside>
  );
}
