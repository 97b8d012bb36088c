import { takePairs } from "@/lib/assignments/commands/take-pairs";
import { raterRoute } from "@/lib/raters/rater-route";
import { nextRequestSchema } from "@/lib/votes/schema";

export const POST = raterRoute(nextRequestSchema, (actor, { have }) => takePairs(actor, have));
