import type { Metadata } from "next";
import Link from "next/link";
import { CurateForm } from "@/app/studio/prompts/curate/curate-form";
import { PageHead } from "@/components/studio/page-head";
import { formatCounted, formatDay } from "@/components/ui/format";
import { requireAccount } from "@/lib/auth/session";
import { listCurations } from "@/lib/prompts/curate/queries";

export const metadata: Metadata = { title: "Curate prompts" };

/** Raw queries in, a draft out; and the drafts there are. */
export default async function CuratePage() {
  const account = await requireAccount();
  const curations = await listCurations(account);
  return (
    <main className="wrap pb-16" id="main">
      <PageHead title="Curate prompts" />
      <CurateForm />
      {curations.length > 0 && (
        <section className="pt-10" aria-labelledby="curations-head">
          <h2 id="curations-head" className="mb-4">
            Curations
          </h2>
          <ul className="border-t border-edge">
            {curations.map(({ id, setName, source, createdAt, versions }) => (
              <li key={id} className="flex flex-wrap gap-x-4 gap-y-1 border-b border-rule py-3">
                <Link href={`/studio/prompts/curations/${id}`} prefetch={false}>
                  {setName}
                </Link>
                <span className="note">
                  {formatCounted(source.queries, "query", "queries")} of {source.fileName}
                </span>
                <span className="note">{formatDay(createdAt)}</span>
                <span className="note">
                  {versions.length === 0 ? "draft" : `sealed as version ${versions.join(", ")}`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  );
}
