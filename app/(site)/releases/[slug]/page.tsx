import type { Metadata } from "next";
import { toAmendmentRows } from "@/app/list-amendments";
import { AmendmentsSection } from "@/components/results/amendment-list";
import { CriteriaTables } from "@/components/results/criteria-table";
import { ModelsOverview } from "@/components/results/models-overview";
import { ResultsFacts } from "@/components/results/results-facts";
import { ResultsView } from "@/components/results/results-view";
import { SitePage } from "@/components/site/site-page";
import { PageHead } from "@/components/studio/page-head";
import { formatDay } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import { getRelease, type Release } from "@/lib/exports/releases/queries";
import { orNotFound } from "@/lib/http/or-not-found";

type Params = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { title } = await orNotFound(getRelease((await params).slug));
  return { title };
}

/** Published results as they were on one day. */
export default async function ReleasePage({ params }: Params) {
  const release = await orNotFound(getRelease((await params).slug));
  return (
    <SitePage isSample={release.isSample}>
      <PageHead title={release.title} meta={<Facts release={release} />} />
      {release.note && <p className="max-w-[44rem] whitespace-pre-line pt-6">{release.note}</p>}
      <ResultsView analysis={release.analysis} view="show" options={null} />
      {release.asked && <CriteriaTables asked={release.asked} pairs={release.analysis.pairs} />}
      <ModelsOverview models={release.models} analysis={release.analysis} />
      <AmendmentsSection amendments={toAmendmentRows(release.amendments)} />
      <Files release={release} />
    </SitePage>
  );
}

function Facts({ release: { number, study, createdAt, protocolHash, amendedHash, analysis } }: { release: Release }) {
  return (
    <>
      <span>
        Release {number} of {study}
      </span>
      <span>{formatDay(createdAt)}</span>
      <ResultsFacts analysis={analysis} />
      {protocolHash && (
        <span>
          Protocol <span className="mono">{protocolHash.slice(0, 8)}</span>
          {amendedHash && (
            <>
              , amended to <span className="mono">{amendedHash.slice(0, 8)}</span>
            </>
          )}
        </span>
      )}
    </>
  );
}

function Files({ release: { slug, files } }: { release: Release }) {
  return (
    <section className="grid gap-4 pt-10" aria-labelledby="files">
      <h2 id="files">The data</h2>
      <p className="max-w-[44rem]">
        These files never change. Raters appear under random names, which are of this study alone.{" "}
        <span className="mono">recompute.py</span> recomputes the numbers above from{" "}
        <span className="mono">votes.csv</span> with Python alone.
      </p>
      <Table label="Every file">
        <thead>
          <tr>
            <th scope="col" className="start">
              File
            </th>
            <th scope="col">Bytes</th>
            <th scope="col" className="start">
              SHA-256
            </th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ name, bytes, sha256 }) => (
            <tr key={name}>
              <th scope="row">
                <a href={`/api/releases/${slug}/${name.split("/").map(encodeURIComponent).join("/")}`} download>
                  {name}
                </a>
              </th>
              <td>{bytes.toLocaleString("en-US")}</td>
              <td className="start mono">{sha256}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
