"use client";

import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

type Props = { href: string; look: "bar" | "tab"; isExact?: boolean; children: ReactNode };

const LOOK = {
  bar: "items-center aria-[current]:font-medium",
  tab: "py-2.5 aria-[current]:font-semibold",
};

/** Knows whether it leads to where the reader is. `isExact`: pages beneath it do not count. */
export function NavLink({ href, look, isExact = false, children }: Props) {
  // the path is as the address bar has it, percent-encoded or not
  const path = decodePath(usePathname());
  const own = decodePath(href);
  const isHere = path === own || (!isExact && path.startsWith(`${own}/`));
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isHere && link.current) showInRow(link.current);
  }, [isHere]);
  return (
    <Link
      ref={link}
      href={href}
      prefetch={false}
      aria-current={isHere ? "page" : undefined}
      className={`relative inline-flex min-h-target whitespace-nowrap text-muted no-underline hover:text-ink aria-[current]:text-ink aria-[current]:shadow-[inset_0_-2px_0_var(--color-accent)] ${LOOK[look]}`}
    >
      {children}
      <Pending />
    </Link>
  );
}

/** On a narrow screen the row scrolls, and the one that is open must not be out of sight. The page stays where it is. */
function showInRow(link: HTMLAnchorElement): void {
  const row = link.parentElement;
  if (!row || row.scrollWidth <= row.clientWidth) return;
  const [own, around] = [link.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += own.left + own.width / 2 - (around.left + around.width / 2);
}

/** A line under it: the page is on its way, where the server takes its time over it. */
function Pending() {
  const { pending } = useLinkStatus();
  return pending && <span aria-hidden="true" className="absolute inset-x-0 bottom-0 h-0.5 bg-edge" />;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
