import "server-only";
import type { ChatCompletionCreateParams, ChatCompletionMessageParam } from "openai/resources/chat/completions";
import type { Provider, ProviderCall } from "@/lib/inference/provider";
import { joinInput } from "@/lib/inference/templates/join-input";
import { chatAnswerSchema, chatChunkSchema, toPiece } from "./answer-piece";
import { runExchange } from "./exchange";
import { createClient } from "./openai-client";
import { readStream, readWhole } from "./read-answer";
import { toSampling } from "./to-sampling";

type Call = Omit<ProviderCall, "signal" | "onText">;

/** OpenAI's chat completions, as OpenAI itself, vLLM, llama.cpp, Ollama, TGI and LiteLLM speak them. */
export const openaiProvider: Provider = {
  name: "openai",
  toRequest(call) {
    return { method: "POST", url: `${call.settings.baseUrl}/chat/completions`, body: toBody(call) };
  },
  async generateTurn(call) {
    const { settings, onText } = call;
    const answer = await runExchange(call, settings.isStreaming ? "events" : "json", async (exchange) => {
      const { completions } = createClient(settings, exchange).chat;
      const reply: unknown = await completions.create(toBody(call), { signal: exchange.signal });
      return settings.isStreaming
        ? readStream(reply as AsyncIterable<unknown>, readChunk, exchange, onText)
        : readWhole(reply, readAnswer, exchange, onText);
    });
    return { ...answer, request: openaiProvider.toRequest(call), isPromptCut: false, state: null };
  },
};

function toBody(call: Call): ChatCompletionCreateParams & Record<string, unknown> {
  return { model: call.settings.upstreamName ?? "", messages: toMessages(call), ...toSampling(call) };
}

function toMessages({ turns, answers }: Call): ChatCompletionMessageParam[] {
  return turns.flatMap((turn, index): ChatCompletionMessageParam[] => {
    const answer = answers[index];
    const asked = { role: "user", content: joinInput(turn) } as const;
    return answer === undefined ? [asked] : [asked, { role: "assistant", content: answer }];
  });
}

const wholeAnswerSchema = chatAnswerSchema.extend({ choices: chatAnswerSchema.shape.choices.min(1) });

function readAnswer(body: unknown) {
  const answer = wholeAnswerSchema.parse(body);
  const message = answer.choices[0]?.message;
  return toPiece(answer, message?.content ?? message?.refusal);
}

function readChunk(body: unknown) {
  const chunk = chatChunkSchema.parse(body);
  const delta = chunk.choices[0]?.delta;
  return toPiece(chunk, delta?.content ?? delta?.refusal);
}
