import Link from "next/link";

/** The product's sign and name; leads to the landing page. */
export function Mark() {
  return (
    <Link
      href="/"
      prefetch={false}
      className="inline-flex min-h-target items-center gap-2 font-semibold text-ink no-underline hover:text-ink"
    >
      <svg viewBox="0 0 24 24" aria-hidden="true" className="size-[1.375rem] flex-none text-accent">
        <path d="M10.8 2.5C4.7 7 3.2 13.2 4.8 21.5c5.2-3.9 7.7-10.9 6-19Z" fill="currentColor" />
        <path
          d="M13.6 3.8c5.4 4.1 6.9 9.7 5.3 16.4-4.6-3.6-6.8-9.7-5.3-16.4Z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinejoin="round"
        />
      </svg>
      Eucalypt
    </Link>
  );
}
