import type { ReactNode } from "react";
import { SkipLink, TopBar, TopLink } from "@/components/site/top-bar";
import { SampleStrip } from "@/components/ui/sample-strip";

type Props = {
  /** What it tells of is sample text. */
  isSample?: boolean;
  /** Of its content, beside what every page has. */
  className?: string;
  children: ReactNode;
};

/** What stands about a page that anyone may read. */
export function SitePage({ isSample = false, className = "", children }: Props) {
  return (
    <>
      <SkipLink />
      <TopBar
        label="Site"
        links={<TopLink href="/#how">How it works</TopLink>}
        end={<TopLink href="/studio">Studio</TopLink>}
      />
      {isSample && <SampleStrip />}
      <main className={`wrap pb-16 ${className}`} id="main">
        {children}
      </main>
    </>
  );
}
