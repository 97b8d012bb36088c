import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import { inLongTransaction } from "@/lib/db/long-transaction";
import { textsOf } from "@/lib/formats/corpus-records";
import { type CorpusFormat, corpusFormats, readerOfQueries } from "@/lib/formats/corpus-registry";
import { parseInput } from "@/lib/http/parse-input";
import { toPublic } from "@/lib/imports/commands/run-import";
import { type CuratedPrompts, type CuratePromptsOptions, curatePromptsSchema } from "@/lib/imports/curate-schema";
import { type ImportFile, watchBytes } from "@/lib/imports/import-file";
import type { CardCorpus } from "@/lib/prompts/card";
import { createCuration } from "@/lib/prompts/curate/commands/create-curation";
import { sealCuration } from "@/lib/prompts/curate/commands/seal-curation";
import type { ExampleText } from "@/lib/prompts/curate/contamination/contamination-check";
import { curate } from "@/lib/prompts/curate/curate";

export type CorpusFile = { file: ImportFile; format: CorpusFormat };

/**
 * Takes a file of raw queries through the steps of curation, against the texts of training corpora, and makes a sealed
 * version of a prompt set of what is left, or a draft to review first. All or nothing; the corpora are read once, as a
 * stream, and not kept.
 */
export async function curatePrompts(
  actor: Actor,
  raw: ImportFile,
  corpora: CorpusFile[],
  given: CuratePromptsOptions,
): Promise<CuratedPrompts> {
  requireWriter(actor);
  const { format, set: setName, licence, draft, options } = parseInput(curatePromptsSchema, given);
  const watched = watchBytes(raw);
  const read: CardCorpus[] = [];
  const texts = corpora.length === 0 ? null : readCorpora(corpora, read);
  const { queries } = await curate(readNamed(raw.fileName, readerOfQueries(format)(watched.bytes)), texts, options);
  const source = {
    ...{ fileName: raw.fileName, format, sha256: watched.digest() },
    ...{ repository: null, commit: null, licence, queries: queries.length },
  };
  return inLongTransaction(async (db) => {
    const curationId = await createCuration(actor, { setName, source, corpora: read, options, queries }, db);
    return { curationId, sealed: draft ? null : await sealCuration(actor, curationId, db) };
  });
}

/** All texts of all corpora; what was read of each is added to `read` when it ends. */
async function* readCorpora(corpora: CorpusFile[], read: CardCorpus[]): AsyncGenerator<ExampleText> {
  for (const { file, format } of corpora) {
    const watched = watchBytes(file);
    let texts = 0;
    for await (const record of readNamed(file.fileName, corpusFormats[format](watched.bytes))) {
      for (const text of textsOf(record)) {
        texts += 1;
        yield { corpus: file.fileName, line: record.line, text };
      }
    }
    read.push({ fileName: file.fileName, format, sha256: watched.digest(), texts });
  }
}

/** What is wrong with one of several files is told with its name. */
async function* readNamed<T>(fileName: string, records: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* records;
  } catch (error) {
    throw toPublic(error, fileName);
  }
}
