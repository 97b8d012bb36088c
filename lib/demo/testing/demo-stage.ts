import { randomBytes } from "node:crypto";
import { OPERATOR } from "@/lib/auth/actor";
import { beginTurn } from "@/lib/demo/commands/begin-turn";
import { setDemo } from "@/lib/demo/commands/set-demo";
import type { DemoEvent, EndEvent } from "@/lib/demo/schema";
import { streamTurn } from "@/lib/demo/stream-turn";
import { toVisitor, type Visitor } from "@/lib/demo/visitor";
import { type OpenAiTestServer, startOpenAiServer } from "@/lib/inference/testing/openai-server";
import { createModel } from "@/lib/models/commands/write-model";

/** A visitor nobody has met, from an address of their own. */
export function newVisitor(): Visitor {
  return toVisitor(randomBytes(16).toString("hex"), randomBytes(4).toString("hex"));
}

/** A model that visitors may talk to, on a test server of its own. */
export async function addDemoModel(
  name: string,
  behaviour: Parameters<typeof startOpenAiServer>[0] = {},
): Promise<OpenAiTestServer> {
  const server = await startOpenAiServer(behaviour);
  await createModel(OPERATOR, {
    name,
    provider: "openai",
    baseUrl: server.url,
    upstreamName: "test-model",
    keyVariable: null,
    template: null,
    parameters: {},
    isStreaming: true,
    inputPrice: 500_000,
    outputPrice: 1_500_000,
    currency: "USD",
    timeoutMs: 30_000,
    maxConcurrent: 8,
    requestsPerMinute: null,
  });
  return server;
}

export async function openDemo(models: string[], messagesPerHour = 30): Promise<void> {
  await setDemo(OPERATOR, { isOn: true, models, messagesPerHour });
}

export type Told = { events: DemoEvent[]; end: EndEvent | null; first: string; second: string };

/** Sends a message, or asks for the last again, and reads the answer to its end. */
export async function say(
  visitor: Visitor,
  conversationId: string,
  wish: Parameters<typeof beginTurn>[2],
  options: { gone?: AbortSignal; onEvent?: (event: DemoEvent) => void } = {},
): Promise<Told> {
  const begun = await beginTurn(visitor, conversationId, wish);
  const events: DemoEvent[] = [];
  await streamTurn(visitor, begun, options.gone ?? new AbortController().signal, (event) => {
    events.push(event);
    options.onEvent?.(event);
  });
  const texts = events.flatMap((event) => (event.name === "text" ? [event.body] : []));
  return {
    events,
    end: events.flatMap((event) => (event.name === "end" ? [event.body] : [])).at(-1) ?? null,
    first: texts.map(({ first }) => first).join(""),
    second: texts.map(({ second }) => second ?? "").join(""),
  };
}
