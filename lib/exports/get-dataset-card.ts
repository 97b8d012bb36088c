import "server-only";
import { basename } from "node:path";
import type { Actor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import type { ExportSummary } from "@/lib/exports/open-export";
import { toDatasetCard } from "@/lib/formats/dataset-card";
import type { FormatWriter, WriterOptions } from "@/lib/formats/writer";
import { getStudy } from "@/lib/studies/queries/studies";
import { describeStop } from "@/lib/studies/stop-reason";

type Written = {
  writer: FormatWriter;
  summary: ExportSummary;
  aggregation?: WriterOptions["aggregation"];
  fileName: string;
  licence: string | null;
};

/**
 * The README.md to a file of a study's votes: what is in it, under which protocol, and how the study came to its end.
 *
 * @throws {AppError} not_found.
 */
export async function getDatasetCard(actor: Actor, name: string, written: Written): Promise<string> {
  const { id, protocol, protocolHash, stop } = await getStudy(actor, name);
  const { rows } = await getPool().query<{ models: string[]; promptSets: string[] }>(
    `SELECT ARRAY(SELECT name FROM models WHERE id IN (
         SELECT model_a_id FROM comparisons WHERE study_id = $1 AND purpose IN ('main', 'withdrawn')
         UNION SELECT model_b_id FROM comparisons WHERE study_id = $1 AND purpose IN ('main', 'withdrawn')) ORDER BY name
       ) AS models,
       ARRAY(SELECT DISTINCT ps.name FROM comparisons c JOIN prompts p ON p.id = c.prompt_id
         JOIN prompt_sets ps ON ps.id = p.prompt_set_id
         WHERE c.study_id = $1 AND c.purpose IN ('main', 'withdrawn') ORDER BY ps.name) AS "promptSets"`,
    [id],
  );
  const { models = [], promptSets = [] } = rows[0] ?? {};
  const facts = {
    name,
    licence: written.licence,
    languages: protocol?.session?.languages ?? [],
    protocolHash,
    ended: stop && describeStop(stop),
    aggregation: written.aggregation ?? "each-vote",
    fileName: basename(written.fileName),
    models,
    promptSets,
  };
  return toDatasetCard(facts, written.writer, written.summary);
}
