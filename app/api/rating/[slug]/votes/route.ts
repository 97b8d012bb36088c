import { raterRoute } from "@/lib/raters/rater-route";
import { recordVote } from "@/lib/votes/commands/record-vote";
import { voteRequestSchema } from "@/lib/votes/schema";

export const POST = raterRoute(voteRequestSchema, recordVote, "vote");
