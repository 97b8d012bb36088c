import type { Metadata } from "next";
import Link from "next/link";
import { Pedigree } from "@/app/studio/prompts/[set]/pedigree";
import { PromptList } from "@/app/studio/prompts/[set]/prompt-list";
import { PageHead } from "@/components/studio/page-head";
import { ButtonLink } from "@/components/ui/button";
import { formatCount, formatCounted, formatDay } from "@/components/ui/format";
import { SampleStrip } from "@/components/ui/sample-strip";
import { Table } from "@/components/ui/table";
import { mayWrite } from "@/lib/auth/policy";
import { requireAccount } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { fromPathPart } from "@/lib/http/study-path";
import { getPromptSetCard } from "@/lib/prompts/curate/queries";
import { findNewestPromptSet, getPromptSet } from "@/lib/prompts/queries";
import { GOLD_SOURCE } from "@/lib/prompts/schema";
import { listModelCoverage } from "@/lib/responses/queries";
import type { ModelCoverage } from "@/lib/responses/schema";

const PER_PAGE = 25;

type Props = {
  params: Promise<{ set: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: fromPathPart((await params).set) };
}

/** A whole number in an address; anything else counts as not given. */
function toNumber(value: string | string[] | undefined): number | undefined {
  return typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

export default async function PromptSetPage({ params, searchParams }: Props) {
  const account = await requireAccount();
  const [{ set: part }, query] = await Promise.all([params, searchParams]);
  const wanted = { name: fromPathPart(part), version: toNumber(query.version) };
  const page = { after: toNumber(query.after), limit: PER_PAGE };
  const { set, prompts, nextAfter } = await orNotFound(getPromptSet(account, wanted, page));
  const coverage = await listModelCoverage(account, set.id);
  const pedigree = await getPromptSetCard(account, { name: set.name, version: set.version });
  const here = `/studio/prompts/${encodeURIComponent(set.name)}?version=${set.version}`;
  const orderPath = `/studio/runs/new?set=${encodeURIComponent(set.name)}`;
  // a run takes the newest version
  const mayOrder =
    mayWrite(account) && (await findNewestPromptSet(account, set.name))?.id === set.id && set.source !== GOLD_SOURCE;
  return (
    <>
      {set.isSample && <SampleStrip>We wrote these prompts to show the product.</SampleStrip>}
      <main className="wrap pb-16" id="main">
        <PageHead
          title={set.name}
          meta={
            <>
              <span>Version {set.version}</span>
              <span>{formatCounted(set.promptCount, "prompt")}</span>
              <span>{set.source}</span>
              <span>made on {formatDay(set.createdAt)}</span>
              <span>
                SHA-256 <span className="mono">{set.digest.slice(0, 8)}</span>
              </span>
            </>
          }
          actions={mayOrder && <ButtonLink href={orderPath}>Order a run</ButtonLink>}
        />
        <CoverageTable coverage={coverage} promptCount={set.promptCount} orderPath={mayOrder ? orderPath : null} />
        {pedigree.card && <Pedigree of={pedigree} />}
        <section className="pt-10" aria-labelledby="prompts-head">
          <h2 id="prompts-head" className="mb-4">
            Prompts
          </h2>
          <PromptList
            prompts={prompts}
            pathOf={({ externalId }) =>
              `/studio/prompts/${encodeURIComponent(set.name)}/${encodeURIComponent(externalId)}?version=${set.version}`
            }
          />
          <nav aria-label="Pages of prompts" className="flex flex-wrap gap-3 pt-6">
            {page.after !== undefined && page.after > 0 && <ButtonLink href={here}>First page</ButtonLink>}
            {nextAfter !== null && <ButtonLink href={`${here}&after=${nextAfter}`}>Next page</ButtonLink>}
          </nav>
        </section>
      </main>
    </>
  );
}

type CoverageProps = {
  coverage: ModelCoverage[];
  promptCount: number;
  /** null: for those who order none. */
  orderPath: string | null;
};

function CoverageTable({ coverage, promptCount, orderPath }: CoverageProps) {
  return (
    <section className="pt-4" aria-labelledby="coverage-head">
      <h2 id="coverage-head" className="mb-4">
        Responses
      </h2>
      {coverage.length === 0 ? (
        <p>
          No model has answered this set yet. {orderPath && <Link href={orderPath}>Order a run</Link>}
          {orderPath ? ", or import responses to it from the models page." : "Responses come by a run or an import."}
        </p>
      ) : (
        <Table label="Responses by model">
          <thead>
            <tr>
              <th scope="col" className="start">
                Model
              </th>
              <th scope="col">Prompts answered</th>
              <th scope="col">Responses</th>
              <th scope="col">Empty</th>
              <th scope="col">Name their model</th>
            </tr>
          </thead>
          <tbody>
            {coverage.map((row) => (
              <tr key={row.modelId}>
                <th scope="row">{row.model}</th>
                <td>
                  {formatCount(row.prompts)} <span className="note">of {formatCount(promptCount)}</span>
                </td>
                <td>{formatCount(row.responses)}</td>
                <td>{formatCount(row.empty)}</td>
                <td>{formatCount(row.selfNaming)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}
