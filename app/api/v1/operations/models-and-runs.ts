import { z } from "zod";
import type { Operation } from "@/app/api/v1/operation";
import { toFile, toOptions } from "@/app/api/v1/operations/upload";
import { pageOf, pageQuerySchema, pageSchema } from "@/app/api/v1/page-of";
import { importResponses } from "@/lib/imports/commands/import-responses";
import { RESPONSE_FORMATS } from "@/lib/imports/schema";
import { createRun } from "@/lib/inference/commands/create-run";
import { getRun, listRuns } from "@/lib/inference/queries/runs";
import { createRunSchema } from "@/lib/inference/schema";
import { getCard } from "@/lib/models/get-card";
import { listModels } from "@/lib/models/queries";

const runSchema = z.looseObject({
  ...{ id: z.uuid(), state: z.enum(["pending", "running", "paused", "done", "cancelled"]) },
  ...{ models: z.array(z.string()), total: z.int(), done: z.int(), failed: z.int() },
  ...{ createdAt: z.iso.datetime(), finishedAt: z.iso.datetime().nullable() },
});

export const modelAndRunOperations: Operation[] = [
  {
    ...{ method: "GET", path: "/models", scope: "models:read", summary: "Models" },
    query: pageQuerySchema,
    reply: pageSchema(z.looseObject({ id: z.uuid(), name: z.string(), provider: z.string(), responses: z.int() })),
    run: async ({ actor, query }) => pageOf(await listModels(actor), ({ id }) => id, query),
  },
  {
    ...{ method: "GET", path: "/models/{model}", scope: "models:read", summary: "A model's card: what it is" },
    description: "Base model, training data, size, licence, cost; null where nobody said.",
    reply: z.object({
      ...{ name: z.string(), provider: z.string().describe("recorded: its responses were imported.") },
      card: z.record(z.string(), z.string().nullable()),
    }),
    run: ({ actor, params }) => getCard(actor, params.model ?? ""),
  },
  {
    ...{ method: "POST", path: "/responses", scope: "responses:write", summary: "Import a file of responses" },
    description: "The file is the body, as it is. All or nothing.",
    query: z.object({
      format: z.enum(RESPONSE_FORMATS),
      set: z.string().describe("To whose prompts they are."),
      model: z.string().optional().describe("Whose they are, where the file does not say."),
      file: z.string().optional().describe("The file's name, for what is said of it."),
    }),
    body: "file",
    reply: z.looseObject({ status: z.enum(["imported", "unchanged"]) }),
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
