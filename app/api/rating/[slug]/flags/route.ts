import { raterRoute } from "@/lib/raters/rater-route";
import { flagResponse } from "@/lib/votes/commands/flag-response";
import { flagRequestSchema } from "@/lib/votes/schema";

export const POST = raterRoute(flagRequestSchema, async (actor, flag) => {
  await flagResponse(actor, flag);
  return { outcome: "recorded" };
});
