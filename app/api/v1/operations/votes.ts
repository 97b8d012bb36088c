import { z } from "zod";
import { toDownload } from "@/app/api/studies/[study]/to-download";
import { toZipDownload } from "@/app/api/studies/[study]/to-zip-download";
import { hasAlready } from "@/app/api/v1/has-already";
import type { Call, Operation } from "@/app/api/v1/operation";
import { toFigureFiles } from "@/components/results/figure-files";
import { findExportTag } from "@/lib/exports/export-tag";
import { datasetOptionsSchema, openDataset } from "@/lib/exports/open-dataset";
import { openExport } from "@/lib/exports/open-export";
import { openBundle, toBundleTag, toZipOnce } from "@/lib/exports/paper/open-bundle";
import { type ExportOptions, exportOptionsSchema } from "@/lib/exports/schema";
import { EXPORT_FORMATS } from "@/lib/formats/export-registry";

const optionsSchema = z.object({
  aggregation: exportOptionsSchema.shape.aggregation.optional(),
  bothBad: exportOptionsSchema.shape.bothBad.optional(),
});

export const voteOperations: Operation[] = [
  {
    ...{ method: "GET", path: "/studies/{study}/votes.csv", scope: "votes:read", summary: "Every current vote as CSV" },
    description: "Streamed; its columns are in the codebook of the bundle and in docs/vote-csv.md.",
    reply: { file: "text/csv" },
    run: (call) => toExport(call, { format: "csv" }),
  },
  {
    ...{
      method: "GET",
      path: "/studies/{study}/exports/{format}",
      scope: "votes:read",
      summary: "Votes in one of the field's formats",
    },
    description: `Formats: ${EXPORT_FORMATS.join(", ")}.`,
    query: optionsSchema,
    reply: { file: "application/octet-stream" },
    // the format is checked with the others, inside
    run: (call) => toExport(call, { ...call.query, format: call.params.format } as ExportOptions),
  },
  {
    ...{ method: "GET", path: "/studies/{study}/bundle.zip", scope: "votes:read", summary: "All that a paper needs" },
    reply: { file: "application/zip" },
    run: toBundle,
  },
  {
    ...{
      method: "GET",
      path: "/studies/{study}/dataset.zip",
      scope: "votes:read",
      summary: "Votes as a dataset for the Hugging Face Hub",
    },
    description: "A file of votes, by default Parquet, and the README.md that the Hub reads.",
    query: datasetOptionsSchema.partial(),
    reply: { file: "application/zip" },
    run: async ({ actor, params, query }) => toZipDownload(await openDataset(actor, params.study ?? "", query)),
  },
];

/** The bundle; or, where who asks has it already, just that: it is made all the same, and not sent. */
async function toBundle({ actor, params, request }: Call): Promise<Response> {
  const bundle = await openBundle(actor, params.study ?? "", toFigureFiles);
  const headers = toTagged(toBundleTag(bundle));
  if (!hasAlready(request, headers.ETag)) return withHeaders(toZipDownload(toZipOnce(bundle)), headers);
  await bundle.dispose();
  return new Response(null, { status: 304, headers });
}

function toTagged(tag: string) {
  return { ETag: `"${tag}"`, "Cache-Control": "private, no-cache" };
}

function withHeaders(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** The file; or, where who asks has it already, just that. */
async function toExport({ actor, params, request }: Call, options: ExportOptions): Promise<Response> {
  const study = params.study ?? "";
  const found = await findExportTag(actor, study, options);
  if (found === null) return toDownload(await openExport(actor, study, options));
  const headers = toTagged(found);
  if (hasAlready(request, headers.ETag)) return new Response(null, { status: 304, headers });
  return withHeaders(toDownload(await openExport(actor, study, options)), headers);
}
