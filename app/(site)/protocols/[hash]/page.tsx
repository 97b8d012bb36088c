import type { Metadata } from "next";
import Link from "next/link";
import { SitePage } from "@/components/site/site-page";
import { PageHead } from "@/components/studio/page-head";
import { Fact } from "@/components/studio/protocol-facts";
import { ProtocolFiles } from "@/components/studio/protocol-files";
import { ProtocolSections } from "@/components/studio/protocol-sections";
import { findAccount } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { getProtocolByHash } from "@/lib/studies/queries/get-preregistration";

export const metadata: Metadata = { title: "Protocol" };

type Props = { params: Promise<{ hash: string }> };

/** A frozen protocol at the address that never changes. */
export default async function FrozenProtocolPage({ params }: Props) {
  const { hash } = await params;
  const found = await orNotFound(getProtocolByHash(await findAccount(), hash));
  const { document, name, isPublic, hasResults } = found;
  return (
    <SitePage>
      <PageHead
        title={document.title}
        meta={
          <>
            <span>Protocol, frozen before the first vote</span>
            {!isPublic && <span>Only members of the study see this page</span>}
            {hasResults && <Link href={`/results/${encodeURIComponent(name)}`}>Results</Link>}
          </>
        }
      />
      <dl className="grid max-w-[64rem] grid-cols-1 gap-3 pb-2 wrap-anywhere">
        {document.facts.map(([label, text]) => (
          <Fact key={label} name={label}>
            <span className={/^(SHA|Perm)/.test(label) ? "mono break-all" : ""}>{text}</span>
          </Fact>
        ))}
      </dl>
      <ProtocolFiles address={`/api/protocols/${hash}`} />
      <div className="pt-4">
        <ProtocolSections sections={document.sections} />
      </div>
    </SitePage>
  );
}
