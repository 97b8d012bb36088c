import "server-only";
import { z } from "zod";
import { EndpointError } from "@/lib/inference/endpoint-error";
import type { Provider, ProviderCall } from "@/lib/inference/provider";
import { joinInput } from "@/lib/inference/templates/join-input";
import { renderPrompt } from "@/lib/inference/templates/registry";
import { runExchange } from "./exchange";
import { isBeyondWindow } from "./is-beyond-window";
import { readWhole } from "./read-answer";

/** Left-truncates whatever is longer, without a word. LLaMA tokens. */
const WINDOW_TOKENS = 1_024;

const chatSchema = z.object({ response: z.string(), context: z.string() });
const generateSchema = z.object({ output_text: z.array(z.string()).min(1) });

type Call = Omit<ProviderCall, "signal" | "onText">;

/**
 * EasyLM's model server. Without a template it is asked on /chat, where the server keeps to its own and hands back the
 * conversation as `context`; with one on /generate. It takes a temperature and nothing else. Its texts are kept as they
 * come, and often begin with a space.
 */
export const easylmProvider: Provider = {
  name: "easylm",
  toRequest(call) {
    const { template, baseUrl } = call.settings;
    return template === null
      ? { method: "POST", url: `${baseUrl}/chat`, body: toChatBody(call) }
      : { method: "POST", url: `${baseUrl}/generate`, body: toGenerateBody(call, template) };
  },
  async generateTurn(call) {
    return runExchange(call, "json", async (exchange) => {
      const request = easylmProvider.toRequest(call);
      let context: string | null = null;
      const response = await exchange.fetch(request.url, JSON.stringify(request.body));
      const answer = readWhole(
        await response.json(),
        (body) => {
          if (call.settings.template !== null) return toWholePiece(generateSchema.parse(body).output_text[0] ?? "");
          const reply = chatSchema.parse(body);
          context = reply.context;
          return toWholePiece(reply.response);
        },
        exchange,
        call.onText,
      );
      const isPromptCut = await isBeyondWindow(toPrompt(call), WINDOW_TOKENS);
      return { ...answer, request, isPromptCut, state: context };
    });
  },
};

function toWholePiece(text: string) {
  return { text, finishReason: null, inputTokens: null, outputTokens: null };
}

function toChatBody(call: Call) {
  if (call.state === null && call.answers.length > 0) {
    throw new EndpointError(
      "rejected",
      "EasyLM's /chat goes on from the context it returned, and that is not here: begin again, or choose a template.",
    );
  }
  return { prompt: toLastText(call), context: call.state ?? "", ...toTemperature(call) };
}

function toGenerateBody(call: Call, template: NonNullable<Call["settings"]["template"]>) {
  return { prefix_text: [renderPrompt(template, call.turns, call.answers)], ...toTemperature(call) };
}

function toTemperature({ settings: { parameters } }: Call) {
  return parameters.temperature === undefined ? {} : { temperature: parameters.temperature };
}

/** What the server's window has to hold; on /chat it puts a few tokens of its own around it. */
function toPrompt(call: Call): string {
  const { template } = call.settings;
  return template === null
    ? `${call.state ?? ""}${toLastText(call)}`
    : renderPrompt(template, call.turns, call.answers);
}

function toLastText({ turns }: Call): string {
  const last = turns.at(-1);
  if (last === undefined) throw new RangeError("There is no turn to answer.");
  return joinInput(last);
}
