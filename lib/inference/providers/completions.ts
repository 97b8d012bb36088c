import "server-only";
import type { CompletionCreateParams } from "openai/resources/completions";
import { EndpointError } from "@/lib/inference/endpoint-error";
import type { Provider, ProviderCall } from "@/lib/inference/provider";
import { renderPrompt } from "@/lib/inference/templates/registry";
import { textAnswerSchema, toPiece } from "./answer-piece";
import { runExchange } from "./exchange";
import { createClient } from "./openai-client";
import { readStream, readWhole } from "./read-answer";
import { toSampling } from "./to-sampling";

/** OpenAI's text completions: the platform writes the prompt with the model's own template. */
export const completionsProvider: Provider = {
  name: "completions",
  toRequest(call) {
    return { method: "POST", url: `${call.settings.baseUrl}/completions`, body: toBody(call) };
  },
  async generateTurn(call) {
    const { settings, onText } = call;
    const answer = await runExchange(call, settings.isStreaming ? "events" : "json", async (exchange) => {
      const { completions } = createClient(settings, exchange);
      const reply: unknown = await completions.create(toBody(call), { signal: exchange.signal });
      return settings.isStreaming
        ? readStream(reply as AsyncIterable<unknown>, readChunk, exchange, onText)
        : readWhole(reply, readAnswer, exchange, onText);
    });
    return { ...answer, request: completionsProvider.toRequest(call), isPromptCut: false, state: null };
  },
};

function toBody(call: Omit<ProviderCall, "signal" | "onText">): CompletionCreateParams & Record<string, unknown> {
  const { template, upstreamName } = call.settings;
  if (template === null) {
    throw new EndpointError("rejected", "A text endpoint needs a prompt template: koala, alpaca or vicuna.");
  }
  return {
    model: upstreamName ?? "",
    prompt: renderPrompt(template, call.turns, call.answers),
    ...toSampling(call),
  };
}

const wholeAnswerSchema = textAnswerSchema.extend({ choices: textAnswerSchema.shape.choices.min(1) });

function readAnswer(body: unknown) {
  const answer = wholeAnswerSchema.parse(body);
  return toPiece(answer, answer.choices[0]?.text);
}

function readChunk(body: unknown) {
  const chunk = textAnswerSchema.parse(body);
  return toPiece(chunk, chunk.choices[0]?.text);
}
