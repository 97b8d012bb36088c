type Props = { done: number; of: number; look: "thick" | "thin" };

/** Drawn beside its figures, so that it is not read out. */
export function ProgressBar({ done, of, look }: Props) {
  const share = of > 0 ? Math.min(100, (done / of) * 100) : 0;
  return (
    <svg
      aria-hidden="true"
      className={`block w-full rounded-full bg-rule ${look === "thick" ? "h-1.5" : "h-1"}`}
      preserveAspectRatio="none"
    >
      <rect width={`${share}%`} height="100%" className={look === "thick" ? "fill-accent" : "fill-muted"} />
    </svg>
  );
}
