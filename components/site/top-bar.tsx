import Link from "next/link";
import type { ReactNode } from "react";
import { Mark } from "@/components/ui/mark";

const LINK = "inline-flex min-h-target items-center whitespace-nowrap text-muted no-underline hover:text-ink";

export function SkipLink() {
  return (
    <a className="skip-link" href="#main">
      Go to the content
    </a>
  );
}

/** The bar at the top of every page but a rater's. On a phone its links have a line of their own. */
export function TopBar({ label, links, end }: { label: string; links: ReactNode; end: ReactNode }) {
  return (
    <header className="border-b border-rule print:hidden">
      <div className="wrap flex min-h-[3.75rem] flex-wrap items-center gap-x-8 max-pair:py-1">
        <Mark />
        <nav
          aria-label={label}
          className="me-auto flex gap-7 overflow-x-auto max-pair:order-last max-pair:w-full max-pair:gap-6"
        >
          {links}
        </nav>
        <div className="flex items-center gap-6 max-pair:ms-auto">{end}</div>
      </div>
    </header>
  );
}

export function TopLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} className={LINK}>
      {children}
    </Link>
  );
}
