import { stepRequestSchema } from "@/lib/crowd/schema";
import { answerStep } from "@/lib/crowd/steps/answer-step";
import { raterRoute } from "@/lib/raters/rater-route";

export const POST = raterRoute(stepRequestSchema, answerStep);
