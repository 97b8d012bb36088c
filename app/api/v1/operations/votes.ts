import { z } from "zod";
import { toBundleDownload } from "@/app/api/studies/[study]/to-bundle-download";
import { toDownload } from "@/app/api/studies/[study]/to-download";
import type { Operation } from "@/app/api/v1/operation";
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
    run: async ({ actor, params }) => toDownload(await openExport(actor, params.study ?? "", { format: "csv" })),
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
    run: async ({ actor, params, query }) =>
      // the format is checked with the others, inside
      toDownload(await openExport(actor, params.study ?? "", { ...query, format: params.format } as ExportOptions)),
  },
  {
    ...{ method: "GET", path: "/studies/{study}/bundle.zip", scope: "votes:read", summary: "All that a paper needs" },
    reply: { file: "application/zip" },
    run: ({ actor, params }) => toBundleDownload(actor, params.study ?? ""),
  },
];
