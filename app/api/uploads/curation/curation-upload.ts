import { z } from "zod";
import { parseInput } from "@/lib/http/parse-input";
import { type CuratePromptsOptions, corpusFormatSchema } from "@/lib/imports/curate-schema";

const fileSchema = z.object({ fileName: z.string(), size: z.int().min(0) });
const filesSchema = z.object({
  raw: fileSchema,
  corpora: z.array(fileSchema.extend({ format: corpusFormatSchema })).max(20, { error: "Give at most 20 corpora." }),
});

export type CurationUpload = z.infer<typeof filesSchema> & { options: CuratePromptsOptions };

/** What the studio's form put into the address: the files in the body, in their order, and the options of the curation. */
export function readCurationUpload(query: URLSearchParams): CurationUpload {
  const sizes = (name: string) => query.getAll(name).map(Number);
  const [names, formats] = [query.getAll("corpus.file"), query.getAll("corpus.format")];
  const files = parseInput(filesSchema, {
    raw: { fileName: query.get("file") || "the file", size: Number(query.get("size")) },
    corpora: sizes("corpus.size").map((size, at) => ({ size, fileName: names[at], format: formats[at] })),
  });
  const number = (name: string) => (query.get(name)?.trim() ? Number(query.get(name)) : undefined);
  const size = number("sample");
  const near = query.get("near")?.trim();
  return {
    ...files,
    options: {
      // the command checks what it is given; the cast only hands it over
      format: query.get("format") as CuratePromptsOptions["format"],
      set: query.get("set") ?? "",
      licence: query.get("licence")?.trim() || null,
      draft: true,
      options: {
        nearDuplicate: near === "none" ? null : number("near"),
        languages: query.get("languages")?.trim() ? toLanguages(query.get("languages") as string) : undefined,
        ...{ dropCode: query.has("code"), dropPersonalData: query.has("personal"), dropUnsafe: query.has("unsafe") },
        ...{ bleu: number("bleu"), containment: number("containment") },
        sample: size === undefined ? null : { size, seed: number("seed") ?? 0, byCategory: query.has("byCategory") },
      },
    },
  };
}

function toLanguages(given: string): string[] {
  if (given.trim() === "all") return [];
  return given
    .split(",")
    .map((code) => code.trim())
    .filter((code) => code !== "");
}
