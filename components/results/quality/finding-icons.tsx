/** Stands before words that say the same. */
export function WarningIcon() {
  return (
    <svg viewBox="0 0 18 18" className="me-1.5 inline size-4 flex-none align-[-0.15em] text-danger" aria-hidden="true">
      <path d="M9 2.2 16.6 15.6H1.4Z" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
      <path d="M9 7v4" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      <circle cx="9" cy="13.2" r="1" fill="currentColor" />
    </svg>
  );
}

export function CheckIcon() {
  return (
    <svg viewBox="0 0 18 18" className="me-1.5 inline size-4 flex-none align-[-0.15em] text-accent" aria-hidden="true">
      <path
        d="m2.5 9.5 4.2 4.2L15.5 4.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
