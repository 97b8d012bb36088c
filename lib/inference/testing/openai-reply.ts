import type { ServerResponse } from "node:http";
import { sendJson, waitFor } from "./read-request";
import { toPieces } from "./test-text";

/** An answer on its way to the client. */
export type Reply = {
  kind: "chat" | "text";
  model: string;
  text: string;
  finishReason: "stop" | "length";
  promptTokens: number;
  isStreaming: boolean;
  includesUsage: boolean;
  tokenDelayMs: number;
  /** Where it goes wrong. */
  fault: "none" | "reset_midway" | "garbage_json" | "truncated_json" | "truncated_stream";
};

/** As OpenAI sends it: one document, or server-sent events. */
export async function sendReply(response: ServerResponse, reply: Reply): Promise<void> {
  if (reply.isStreaming) return sendStream(response, reply);
  const body = JSON.stringify(toDocument(reply));
  if (reply.fault === "garbage_json") return sendJson(response, 200, "<<< this is not JSON >>>");
  if (reply.fault === "truncated_json") return sendJson(response, 200, body.slice(0, body.length / 2));
  if (reply.fault === "none") return sendJson(response, 200, body);
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.write(body.slice(0, body.length / 2), () => response.destroy());
}

function toDocument({ kind, model, text, finishReason, promptTokens }: Reply) {
  const choice = kind === "chat" ? { message: { role: "assistant", content: text } } : { text };
  return {
    id: "test",
    object: kind === "chat" ? "chat.completion" : "text_completion",
    created: 0,
    model,
    choices: [{ index: 0, ...choice, finish_reason: finishReason }],
    usage: toUsage(text, promptTokens),
  };
}

function toUsage(text: string, promptTokens: number) {
  const completionTokens = toPieces(text).length;
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}

async function sendStream(response: ServerResponse, reply: Reply): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  const pieces = toPieces(reply.text);
  const sent = reply.fault === "none" ? pieces : pieces.slice(0, Math.ceil(pieces.length / 2));
  if (reply.kind === "chat") response.write(toEvent(reply, ""));
  for (const piece of sent) {
    if (!(await waitFor(reply.tokenDelayMs, response))) return;
    response.write(toEvent(reply, piece));
  }
  if (reply.fault !== "none") return breakOff(response, reply);
  response.write(toEvent(reply, "", reply.finishReason));
  if (reply.includesUsage) {
    const usage = { ...toChunk(reply), choices: [], usage: toUsage(reply.text, reply.promptTokens) };
    response.write(`data: ${JSON.stringify(usage)}\n\n`);
  }
  response.end("data: [DONE]\n\n");
}

function breakOff(response: ServerResponse, reply: Reply): void {
  if (reply.fault === "truncated_stream") response.end();
  else if (reply.fault === "garbage_json") response.end("data: <<< this is not JSON >>>\n\n");
  else if (reply.fault === "truncated_json") response.end(`${toEvent(reply, "half").slice(0, 40)}\n\n`);
  // what was written has to leave before the connection goes
  else response.write(": \n\n", () => setTimeout(() => response.destroy(), 20));
}

function toChunk({ kind, model }: Reply) {
  return { id: "test", object: kind === "chat" ? "chat.completion.chunk" : "text_completion", created: 0, model };
}

function toEvent(reply: Reply, piece: string, finishReason: string | null = null): string {
  const part = reply.kind === "chat" ? { delta: finishReason === null ? { content: piece } : {} } : { text: piece };
  const chunk = { ...toChunk(reply), choices: [{ index: 0, ...part, finish_reason: finishReason }] };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}
