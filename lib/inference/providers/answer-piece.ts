import { z } from "zod";
import type { FinishReason } from "@/lib/inference/provider";

const usageSchema = z.object({
  prompt_tokens: z.number().int().min(0).nullish(),
  completion_tokens: z.number().int().min(0).nullish(),
});

const finishSchema = z.string().nullish();

/** Of chat: `content` is null where the model refused, or was cut before it wrote anything. */
const partSchema = z.object({ content: z.string().nullish(), refusal: z.string().nullish() });

const bodySchema = <T extends z.ZodType>(choice: T) =>
  z.object({ choices: z.array(choice), usage: usageSchema.nullish() });

export const chatAnswerSchema = bodySchema(
  z.object({ message: partSchema.extend({ content: z.string().nullable() }), finish_reason: finishSchema }),
);
export const chatChunkSchema = bodySchema(z.object({ delta: partSchema.nullish(), finish_reason: finishSchema }));
/** Streamed or whole, a text endpoint's pieces look the same. */
export const textAnswerSchema = bodySchema(z.object({ text: z.string(), finish_reason: finishSchema }));

/** A whole answer, or a piece of one. */
export type AnswerPiece = {
  text: string;
  /** As the endpoint spells it. */
  finishReason: string | null;
  inputTokens: number | null;
  outputTokens: number | null;
};

type Body = { choices: { finish_reason?: string | null }[]; usage?: z.infer<typeof usageSchema> | null };

/** @param text of the first choice; only one was asked for. */
export function toPiece({ choices, usage }: Body, text: string | null | undefined): AnswerPiece {
  return {
    text: text ?? "",
    finishReason: choices[0]?.finish_reason ?? null,
    inputTokens: usage?.prompt_tokens ?? null,
    outputTokens: usage?.completion_tokens ?? null,
  };
}

/** eos_token and stop_sequence are TGI's own words. */
export function toFinishReason(spelling: string | null): FinishReason {
  if (spelling === "stop" || spelling === "eos_token" || spelling === "stop_sequence") return "stop";
  return spelling === "length" || spelling === "content_filter" ? spelling : "unknown";
}
