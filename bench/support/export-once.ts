/** One export in a process of its own, so that its memory is that of exporting and nothing else; tells its parent. */
import { OPERATOR } from "@/lib/auth/actor";
import { closePool } from "@/lib/db/pool";
import { openExport } from "@/lib/exports/open-export";
import type { ExportFormat } from "@/lib/formats/export-registry";

export type Exported = { seconds: number; bytes: number; rows: number; megabytes: number; megabytesBefore: number };

const [study = "", format = "csv"] = process.argv.slice(2);
const begun = performance.now();
const { chunks } = await openExport(OPERATOR, study, { format: format as ExportFormat });
const megabytesBefore = process.resourceUsage().maxRSS / 1000;
let bytes = 0;
let next = await chunks.next();
for (; !next.done; next = await chunks.next()) bytes += next.value.length;
const seconds = (performance.now() - begun) / 1000;
const megabytes = process.resourceUsage().maxRSS / 1000;
process.send?.({ seconds, bytes, rows: next.value.rows, megabytes, megabytesBefore } satisfies Exported);
await closePool();
process.disconnect?.();
