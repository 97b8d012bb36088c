import { Readable } from "node:stream";
import { z } from "zod";
import { readUploadOptions } from "@/app/api/uploads/[kind]/upload-options";
import type { Call, Operation } from "@/app/api/v1/operation";
import { pageOf, pageQuerySchema, pageSchema, readCursor, toCursor } from "@/app/api/v1/page-of";
import { AppError } from "@/lib/http/app-error";
import { importPrompts } from "@/lib/imports/commands/import-prompts";
import { importResponses } from "@/lib/imports/commands/import-responses";
import type { ImportFile } from "@/lib/imports/import-file";
import { PROMPT_FORMATS, RESPONSE_FORMATS } from "@/lib/imports/schema";
import { createRun } from "@/lib/inference/commands/create-run";
import { getRun, listRuns } from "@/lib/inference/queries/runs";
import { createRunSchema } from "@/lib/inference/schema";
import { listModels } from "@/lib/models/queries";
import { getPromptSet, listPromptSets } from "@/lib/prompts/queries";

const setSchema = z.looseObject({
  ...{ id: z.uuid(), name: z.string(), version: z.int(), source: z.string(), isSample: z.boolean() },
  ...{ promptCount: z.int(), digest: z.string(), createdAt: z.iso.datetime() },
});

const runSchema = z.looseObject({
  ...{
    id: z.uuid(),
    state: z.enum(["pending", "running", "paused", "done", "cancelled"]),
    models: z.array(z.string()),
  },
  ...{
    total: z.int(),
    done: z.int(),
    failed: z.int(),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  },
});

const importedSchema = z.looseObject({ status: z.enum(["imported", "unchanged"]) });
const digits = z.string().regex(/^\d+$/).optional();

export const setAndModelOperations: Operation[] = [
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
      set: z.string(),
      ...{ file: z.string().optional(), sample: digits, seed: digits },
    }),
    body: "file",
    reply: importedSchema,
    run: (call) => importPrompts(call.actor, toFile(call), toOptions(call) as never),
  },
  {
    ...{
      method: "GET",
      path: "/prompt-sets/{set}/prompts",
      scope: "prompts:read",
      summary: "The prompts of a set, in order",
    },
    query: pageQuerySchema.extend({ version: digits }),
    reply: pageSchema(z.looseObject({ externalId: z.string(), position: z.int(), category: z.string().nullable() })),
    run: async ({ actor, params, query }) => {
      const version = query.version === undefined ? undefined : Number(query.version);
      const from = query.after === undefined ? 0 : Number(readCursor(String(query.after)));
      const of = { name: params.set ?? "", version };
      const page = await getPromptSet(actor, of, { after: from || 0, limit: Number(query.limit) });
      return { items: page.prompts, next: page.nextAfter === null ? null : toCursor(String(page.nextAfter)) };
    },
  },
  {
    ...{ method: "GET", path: "/models", scope: "models:read", summary: "Models" },
    query: pageQuerySchema,
    reply: pageSchema(z.looseObject({ id: z.uuid(), name: z.string(), provider: z.string(), responses: z.int() })),
    run: async ({ actor, query }) => pageOf(await listModels(actor), ({ id }) => id, query),
  },
  {
    ...{ method: "POST", path: "/responses", scope: "responses:write", summary: "Import a file of responses" },
    description: "The file is the body, as it is. All or nothing.",
    query: z.object({
      format: z.enum(RESPONSE_FORMATS),
      set: z.string(),
      ...{ model: z.string().optional(), file: z.string().optional() },
    }),
    body: "file",
    reply: importedSchema,
    run: (call) => importResponses(call.actor, toFile(call), toOptions(call) as never),
  },
  {
    ...{ method: "GET", path: "/runs", scope: "runs:read", summary: "The last 200 runs, the oldest of them first" },
    query: pageQuerySchema,
    reply: pageSchema(runSchema),
    run: async ({ actor, query }) => pageOf(await listRuns(actor), ({ id }) => id, query),
  },
  {
    ...{ method: "POST", path: "/runs", scope: "runs:write", summary: "Order the responses of models to a set" },
    description: "It may cost money with the endpoints' owners.",
    body: createRunSchema,
    reply: z.looseObject({ id: z.uuid() }),
    status: 201,
    run: ({ actor, body }) => createRun(actor, body as z.input<typeof createRunSchema>),
  },
  {
    ...{ method: "GET", path: "/runs/{run}", scope: "runs:read", summary: "How far a run is" },
    reply: runSchema,
    run: ({ actor, params }) => getRun(actor, params.run ?? ""),
  },
];

function toFile({ request, query }: Call): ImportFile {
  if (!request.body) throw new AppError("bad_input", "There is no file in the request: send it as the body.");
  return { bytes: Readable.fromWeb(request.body as never), fileName: String(query.file ?? "the file") };
}

function toOptions({ request }: Call): Record<string, unknown> {
  return readUploadOptions(new URL(request.url).searchParams);
}
