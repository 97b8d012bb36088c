import { z } from "zod";
import { toBundleDownload } from "@/app/api/studies/[study]/to-bundle-download";
import { toDownload } from "@/app/api/studies/[study]/to-download";
import { hasAlready } from "@/app/api/v1/has-already";
import type { Call, Operation } from "@/app/api/v1/operation";
import { findExportTag } from "@/lib/exports/export-tag";
import { openExport } from "@/lib/exports/open-export";
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
    run: ({ actor, params }) => toBundleDownload(actor, params.study ?? ""),
  },
];

/** The file; or, where who asks has it already, just that. */
async function toExport({ actor, params, request }: Call, options: ExportOptions): Promise<Response> {
  const study = params.study ?? "";
  const found = await findExportTag(actor, study, options);
  if (found === null) return toDownload(await openExport(actor, study, options));
  const headers = { ETag: `"${found}"`, "Cache-Control": "private, no-cache" };
  if (hasAlready(request, headers.ETag)) return new Response(null, { status: 304, headers });
  const download = toDownload(await openExport(actor, study, options));
  for (const [name, value] of Object.entries(headers)) download.headers.set(name, value);
  return download;
}
