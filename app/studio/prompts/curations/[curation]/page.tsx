import type { Metadata } from "next";
import Link from "next/link";
import { QueryList } from "@/app/studio/prompts/curations/[curation]/query-list";
import { sealCurationAction } from "@/app/studio/prompts/curations/actions";
import { StepTable } from "@/app/studio/prompts/step-table";
import { PageHead } from "@/components/studio/page-head";
import { ActionButton } from "@/components/ui/action-button";
import { ButtonLink } from "@/components/ui/button";
import { formatCount, formatCounted, formatDay } from "@/components/ui/format";
import { mayWrite } from "@/lib/auth/policy";
import { requireAccount } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { getCuration, listCuratedQueries } from "@/lib/prompts/curate/queries";
import { queryFilterSchema } from "@/lib/prompts/curate/schema";

export const metadata: Metadata = { title: "Curation" };

type Props = {
  params: Promise<{ curation: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** What each step dropped, with every drop to be taken back; and the button that seals. */
export default async function CurationPage({ params, searchParams }: Props) {
  const account = await requireAccount();
  const [{ curation: id }, query] = await Promise.all([params, searchParams]);
  const curation = await orNotFound(getCuration(account, id));
  const show = queryFilterSchema.catch("dropped").parse(query.show);
  const after = typeof query.after === "string" && /^\d{1,9}$/.test(query.after) ? Number(query.after) : 0;
  const { queries, nextAfter } = await listCuratedQueries(account, id, { show, after });
  const here = `/studio/prompts/curations/${id}`;
  const { setName, source, corpora, versions, kept, options } = curation;
  const sealed = options.sample ? Math.min(options.sample.size, kept) : kept;
  return (
    <main className="wrap pb-16" id="main">
      <PageHead
        title={`Curation for ${setName}`}
        meta={
          <>
            <span>
              {formatCounted(source.queries, "query", "queries")} of {source.fileName}
            </span>
            <span>{source.licence ?? "licence not given"}</span>
            <span>{formatDay(curation.createdAt)}</span>
            {versions.map((version) => (
              <Link
                key={version}
                href={`/studio/prompts/${encodeURIComponent(setName)}?version=${version}`}
                prefetch={false}
              >
                version {version}
              </Link>
            ))}
          </>
        }
        actions={
          mayWrite(account) && (
            <ActionButton action={sealCurationAction} fields={{ curation: id }} look="primary">
              Seal {formatCounted(sealed, "prompt")}
            </ActionButton>
          )
        }
      />
      {corpora.map(({ fileName, format, texts }) => (
        <p key={fileName} className="note">
          Held against {fileName} ({format}): {formatCounted(texts, "text")}.
        </p>
      ))}
      <StepTable
        steps={curation.steps}
        options={options}
        hasCorpora={corpora.length > 0}
        pathOf={(step) => `${here}?show=${step}`}
      />
      <p className="pt-3">
        Kept: {formatCount(kept)}. Dropped by hand: {formatCount(curation.droppedByHand)}. Cleaned:{" "}
        {formatCount(curation.cleaned)} of all.
      </p>
      <section className="pt-10" aria-labelledby="queries-head">
        <h2 id="queries-head" className="mb-4">
          Queries: {show}
        </h2>
        <nav aria-label="Which queries" className="flex flex-wrap gap-3 pb-4">
          <ButtonLink href={`${here}?show=dropped`}>Dropped</ButtonLink>
          <ButtonLink href={`${here}?show=kept`}>Kept</ButtonLink>
          <ButtonLink href={`${here}?show=by-hand`}>By hand</ButtonLink>
        </nav>
        <QueryList queries={queries} curationId={id} mayReview={mayWrite(account)} />
        <nav aria-label="Pages of queries" className="flex flex-wrap gap-3 pt-6">
          {after > 0 && <ButtonLink href={`${here}?show=${show}`}>First page</ButtonLink>}
          {nextAfter !== null && <ButtonLink href={`${here}?show=${show}&after=${nextAfter}`}>Next page</ButtonLink>}
        </nav>
      </section>
    </main>
  );
}
