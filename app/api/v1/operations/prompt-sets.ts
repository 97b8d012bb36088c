import { z } from "zod";
import type { Operation } from "@/app/api/v1/operation";
import { toFile, toOptions } from "@/app/api/v1/operations/upload";
import { badCursor, pageOf, pageQuerySchema, pageSchema, readCursor, toCursor } from "@/app/api/v1/page-of";
import type { AccountActor } from "@/lib/auth/actor";
import { importPrompts } from "@/lib/imports/commands/import-prompts";
import { PROMPT_FORMATS } from "@/lib/imports/schema";
import { getPromptSetCard } from "@/lib/prompts/curate/queries";
import { getPromptSet, listPromptSets } from "@/lib/prompts/queries";

const setSchema = z.looseObject({
  ...{ id: z.uuid(), name: z.string(), version: z.int(), source: z.string(), isSample: z.boolean() },
  ...{ promptCount: z.int(), digest: z.string(), createdAt: z.iso.datetime() },
});

const digits = z
  .string()
  .regex(/^\d{1,9}$/, "Write a whole number.")
  .optional();
const versionSchema = z.object({ version: digits.describe("By default the newest.") });

export const promptSetOperations: Operation[] = [
  {
    ...{ method: "GET", path: "/prompt-sets", scope: "prompts:read", summary: "Prompt sets, every version" },
    query: pageQuerySchema,
    reply: pageSchema(setSchema),
    run: async ({ actor, query }) => pageOf(await listPromptSets(actor), ({ id }) => id, query),
  },
  {
    ...{ method: "POST", path: "/prompt-sets", scope: "prompts:write", summary: "Import a file of prompts" },
    description: "The file is the body, as it is. All or nothing; the same file again changes nothing.",
    query: z.object({
      format: z.enum(PROMPT_FORMATS),
      set: z.string().describe("What the set is called."),
      file: z.string().optional().describe("The file's name, for its card and for what is said of it."),
      sample: digits.describe("Keep so many, drawn at random."),
      seed: digits.describe("Of the draw."),
    }),
    body: "file",
    reply: z.looseObject({ status: z.enum(["imported", "unchanged"]) }),
    run: (call) => importPrompts(call.actor, toFile(call), toOptions(call) as never),
  },
  {
    ...{ method: "GET", path: "/prompt-sets/{set}", scope: "prompts:read", summary: "A set's card: where it is from" },
    description: "Source, licence, and what each step of its curation dropped; null where it was imported as it was.",
    query: versionSchema,
    reply: z.looseObject({
      ...{ name: z.string(), version: z.int(), digest: z.string(), promptCount: z.int() },
      ...{ card: z.record(z.string(), z.unknown()).nullable(), cardHash: z.string().nullable() },
    }),
    run: ({ actor, params, query }) => getPromptSetCard(actor, { name: params.set ?? "", version: toVersion(query) }),
  },
  {
    ...{
      method: "GET",
      path: "/prompt-sets/{set}/prompts",
      scope: "prompts:read",
      summary: "The prompts of a set, in order",
    },
    description: "The pages that follow are of the version that the first was of.",
    query: pageQuerySchema.extend(versionSchema.shape),
    reply: pageSchema(z.looseObject({ externalId: z.string(), position: z.int(), category: z.string().nullable() })),
    run: ({ actor, params, query }) => readPrompts(actor, params.set ?? "", query),
  },
];

function toVersion({ version }: Record<string, unknown>): number | undefined {
  return version === undefined ? undefined : Number(version);
}

/** The cursor holds the version, so that one that is sealed meanwhile does not go on where another began. */
async function readPrompts(actor: AccountActor, name: string, query: Record<string, unknown>) {
  const [version, after] =
    query.after === undefined ? [toVersion(query), 0] : readPlace(readCursor(String(query.after)));
  const { set, prompts, nextAfter } = await getPromptSet(
    actor,
    { name, version },
    { after, limit: Number(query.limit) },
  );
  return { items: prompts, next: nextAfter === null ? null : toCursor(`${set.version}.${nextAfter}`) };
}

function readPlace(key: string): [version: number, after: number] {
  const [, version, after] = /^(\d{1,9})\.(\d{1,9})$/.exec(key) ?? [];
  if (version === undefined || after === undefined) throw badCursor();
  return [Number(version), Number(after)];
}
