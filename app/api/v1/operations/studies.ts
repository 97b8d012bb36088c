import { z } from "zod";
import type { Operation } from "@/app/api/v1/operation";
import { pageOf, pageQuerySchema, pageSchema } from "@/app/api/v1/page-of";
import { analysisOptionsSchema } from "@/lib/results/analysis-schema";
import { getResultsFile } from "@/lib/results/queries";
import { closeStudy } from "@/lib/studies/commands/close-study";
import { createStudyFromFile } from "@/lib/studies/commands/create-from-file";
import { pauseStudy } from "@/lib/studies/commands/pause-study";
import { requestOpen } from "@/lib/studies/commands/request-open";
import { getStudyFile } from "@/lib/studies/queries/get-study-file";
import { listAmendments } from "@/lib/studies/queries/list-amendments";
import { getProgress } from "@/lib/studies/queries/progress";
import { getStudy, listStudies } from "@/lib/studies/queries/studies";
import { studyFileSchema } from "@/lib/studies/study-file";

const time = z.iso.datetime().nullable();

const summarySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  status: z.enum(["draft", "opening", "open", "paused", "closed"]),
  origin: z.enum(["native", "imported"]),
  template: z.string(),
  role: z.enum(["owner", "editor", "viewer"]).describe("Yours in the study."),
  isSample: z.boolean(),
  isDryRun: z.boolean(),
  createdAt: z.iso.datetime(),
  openedAt: time,
  publishedAt: time,
  archivedAt: time,
  deleteAfter: time,
  counts: z.object({
    comparisons: z.int(),
    prompts: z.int(),
    votes: z.int(),
    votesWanted: z.int(),
    raters: z.int(),
  }),
});

const stateSchema = z.object({ status: z.enum(["draft", "opening", "open", "paused", "closed"]) });

/** Options of an analysis, as they stand in an address. */
const resultsQuerySchema = z.object({
  ...analysisOptionsSchema.pick({ estimand: true, aggregation: true, tieRule: true, scoreModel: true }).partial().shape,
  promptSet: z.string().optional(),
  category: z.string().optional(),
  equivalenceMargin: z.string().optional().describe("A share, 0 to 1, or none."),
  withExcluded: z.enum(["true", "false"]).optional(),
  orderEffect: z.enum(["true", "false"]).optional(),
});

export const studyOperations: Operation[] = [
  {
    ...{ method: "GET", path: "/studies", scope: "studies:read", summary: "Your studies, the oldest first" },
    query: pageQuerySchema,
    reply: pageSchema(summarySchema),
    run: async ({ actor, query }) => pageOf(await listStudies(actor), ({ id }) => id, query),
  },
  {
    ...{ method: "POST", path: "/studies", scope: "studies:write", summary: "Make a draft of a study's file" },
    description: "The file that `study export` writes and /study.schema.json describes.",
    body: studyFileSchema,
    reply: z.object({ id: z.uuid(), name: z.string(), slug: z.string() }),
    status: 201,
    run: async ({ actor, body }) => {
      const { id, name, slug } = await createStudyFromFile(actor, body as z.infer<typeof studyFileSchema>);
      return { id, name, slug };
    },
  },
  {
    ...{ method: "GET", path: "/studies/{study}", scope: "studies:read", summary: "A study and its protocol" },
    reply: summarySchema.extend({
      slug: z.string().describe("Raters rate at /rate/SLUG."),
      protocolHash: z.string().nullable(),
      protocol: z.record(z.string(), z.unknown()),
      protocolPublicAt: time,
      openError: z.string().nullable().describe("Why it is a draft again: what hindered its opening."),
      closedAt: time,
    }),
    run: ({ actor, params }) => getStudy(actor, params.study ?? ""),
  },
  {
    ...{ method: "GET", path: "/studies/{study}/file", scope: "studies:read", summary: "Its whole design as one file" },
    reply: studyFileSchema,
    run: ({ actor, params }) => getStudyFile(actor, params.study ?? ""),
  },
  {
    ...{
      method: "GET",
      path: "/studies/{study}/progress",
      scope: "studies:read",
      summary: "How far its comparisons are",
    },
    reply: z.object({
      pairs: z.array(
        z.object({
          ...{ promptSet: z.string(), modelA: z.string(), modelB: z.string() },
          ...{ comparisons: z.int(), votes: z.int(), votesWanted: z.int() },
        }),
      ),
      ...{ votes: z.int(), votesWanted: z.int(), raters: z.int(), ratingNow: z.int() },
    }),
    run: ({ actor, params }) => getProgress(actor, params.study ?? ""),
  },
  {
    ...{
      method: "GET",
      path: "/studies/{study}/results",
      scope: "studies:read",
      summary: "Every figure with its interval",
    },
    description: "What `results NAME --json` prints. What is not asked for is as the study's analysis plan has it.",
    query: resultsQuerySchema,
    reply: z.looseObject({ study: z.string(), votes: z.int(), raters: z.int(), prompts: z.int() }),
    run: ({ actor, params, query }) => getResultsFile(actor, params.study ?? "", query as Record<string, string>),
  },
  {
    ...{
      method: "GET",
      path: "/studies/{study}/amendments",
      scope: "studies:read",
      summary: "What was changed since the freeze",
    },
    reply: z.object({
      items: z.array(z.looseObject({ number: z.int(), kind: z.string(), reason: z.string(), hash: z.string() })),
    }),
    run: async ({ actor, params }) => ({ items: await listAmendments(actor, params.study ?? "") }),
  },
  {
    ...{
      method: "POST",
      path: "/studies/{study}/open",
      scope: "studies:write",
      summary: "Open it, or go on after a pause",
    },
    description: "A draft is frozen by a worker: its status is opening until that is done.",
    reply: stateSchema,
    status: 202,
    run: async ({ actor, params }) => ({ status: await requestOpen(actor, params.study ?? "") }),
  },
  {
    ...{ method: "POST", path: "/studies/{study}/pause", scope: "studies:write", summary: "Let nobody rate for now" },
    reply: stateSchema,
    run: async ({ actor, params }) => {
      await pauseStudy(actor, params.study ?? "");
      return { status: "paused" };
    },
  },
  {
    ...{ method: "POST", path: "/studies/{study}/close", scope: "studies:write", summary: "Close it for good" },
    reply: stateSchema,
    run: async ({ actor, params }) => {
      await closeStudy(actor, params.study ?? "");
      return { status: "closed" };
    },
  },
];
