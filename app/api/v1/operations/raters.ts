import { z } from "zod";
import type { Operation } from "@/app/api/v1/operation";
import { pageOf, pageQuerySchema, pageSchema } from "@/app/api/v1/page-of";
import { excludeRater } from "@/lib/quality/commands/exclude-rater";
import { undoExclusion } from "@/lib/quality/commands/undo-exclusion";
import { listReviews } from "@/lib/quality/queries/list-reviews";

export const raterOperations: Operation[] = [
  {
    ...{
      method: "GET",
      path: "/studies/{study}/raters",
      scope: "raters:read",
      summary: "Its raters, and what the rules found",
    },
    description:
      "By random names, which are of this study alone. Who they are to the platform that pays them is not here.",
    query: pageQuerySchema,
    reply: pageSchema(
      z.looseObject({ pseudonym: z.string(), stage: z.string(), votes: z.int(), isReported: z.boolean() }),
    ),
    run: async ({ actor, params, query }) =>
      pageOf(await listReviews(actor, params.study ?? ""), ({ pseudonym }) => pseudonym, query),
  },
  {
    ...{
      method: "POST",
      path: "/studies/{study}/raters/{rater}/exclusion",
      scope: "raters:write",
      summary: "Leave a rater out",
    },
    description: "Votes and pay stay; the reason stands in every export.",
    body: z.strictObject({ reason: z.string().min(1).max(2_000) }),
    reply: z.object({ pseudonym: z.string(), reason: z.string() }),
    status: 201,
    run: async ({ actor, params, body }) => {
      const { reason } = body as { reason: string };
      const pseudonym = params.rater ?? "";
      await excludeRater(actor, params.study ?? "", { pseudonym, reason });
      return { pseudonym, reason };
    },
  },
  {
    ...{
      method: "DELETE",
      path: "/studies/{study}/raters/{rater}/exclusion",
      scope: "raters:write",
      summary: "Take an exclusion back",
    },
    reply: z.object({
      restored: z.int().describe("Votes that count again."),
      released: z.int().describe("Votes whose place another rater has by now."),
      isBack: z.boolean().describe("It had stopped them: when they come back they go on rating."),
    }),
    run: ({ actor, params }) => undoExclusion(actor, params.study ?? "", params.rater ?? ""),
  },
];
