import { raterRoute } from "@/lib/raters/rater-route";
import { undoVote } from "@/lib/votes/commands/undo-vote";
import { undoRequestSchema } from "@/lib/votes/schema";

export const POST = raterRoute(undoRequestSchema, undoVote);
