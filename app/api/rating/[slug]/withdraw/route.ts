import { z } from "zod";
import { withdrawRater } from "@/lib/crowd/commands/withdraw-rater";
import { raterRoute } from "@/lib/raters/rater-route";

export const POST = raterRoute(z.strictObject({}), async (actor) => {
  await withdrawRater(actor);
  return { outcome: "withdrawn" };
});
