import type { Metadata } from "next";
import { ModelsOverview } from "@/components/results/models-overview";
import { ResultsFacts } from "@/components/results/results-facts";
import { ResultsView } from "@/components/results/results-view";
import { SkipLink, TopBar, TopLink } from "@/components/site/top-bar";
import { PageHead } from "@/components/studio/page-head";
import { formatDay } from "@/components/ui/format";
import { SampleStrip } from "@/components/ui/sample-strip";
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
    <>
      <SkipLink />
      <TopBar
        label="Site"
        links={<TopLink href="/#how">How it works</TopLink>}
        end={<TopLink href="/studio">Studio</TopLink>}
      />
      {release.isSample && <SampleStrip />}
      <main className="wrap pb-16" id="main">
        <PageHead title={release.title} meta={<Facts release={release} />} />
        {release.note && <p className="max-w-[44rem] whitespace-pre-line pt-6">{release.note}</p>}
        <ResultsView analysis={release.analysis} view="show" options={null} />
        <ModelsOverview models={release.models} analysis={release.analysis} />
        <Files release={release} />
      </main>
    </>
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
