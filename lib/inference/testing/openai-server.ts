import type { IncomingMessage, ServerResponse } from "node:http";
import { createFaultPlan, type Fault, type FaultPlan } from "./fault-plan";
import { type Reply, sendReply } from "./openai-reply";
import { readBody, sendJson, waitFor } from "./read-request";
import { startSwitchableServer } from "./switchable-server";
import { toPieces, toTestText } from "./test-text";
import { createTraffic, createWindow, record, type Traffic, type Window } from "./traffic";

export type Asked = { model: string; messages: { role: string; content: string }[]; prompt: string; seed?: number };

export type OpenAiBehaviour = {
  /** Before the first byte. */
  latencyMs: number;
  /** Before each piece of a stream. */
  tokenDelayMs: number;
  answer: (asked: Asked) => string;
  /** Requests at once; those above it are counted, and refused with 429 if `refusesOverLimit`. null: any number. */
  maxConcurrent: number | null;
  refusesOverLimit: boolean;
  /** Above it: 429 with Retry-After. null: any number. */
  requestsPerWindow: number | null;
  windowMs: number;
  /** Sent with a 429 that a fault plan orders; whole seconds as Retry-After, else as retry-after-ms. */
  retryAfterMs: number;
  /** A request that was already on its way is no violation. */
  retryGraceMs: number;
  /** What it asks for as a bearer token; null: none. */
  key: string | null;
  models: string[];
  /** /moderations flags texts that hold it. */
  flaggedWord: string;
  faults: FaultPlan;
};

export type OpenAiTestServer = {
  /** Ends in /v1. */
  url: string;
  port: number;
  requests: Traffic;
  /** Takes hold with the next request; a new fault plan begins at its start. */
  setBehaviour: (change: Partial<OpenAiBehaviour>) => void;
  down: () => Promise<void>;
  up: () => Promise<void>;
  stop: () => Promise<void>;
};

const DEFAULTS: OpenAiBehaviour = {
  latencyMs: 0,
  tokenDelayMs: 0,
  answer: ({ messages, prompt, seed }) => toTestText(messages.at(-1)?.content ?? prompt, seed),
  maxConcurrent: null,
  refusesOverLimit: false,
  requestsPerWindow: null,
  windowMs: 60_000,
  retryAfterMs: 1_000,
  retryGraceMs: 100,
  key: null,
  models: ["test-model"],
  flaggedWord: "flagged",
  faults: {},
};

type State = {
  behaviour: OpenAiBehaviour;
  traffic: Traffic;
  nextFault: () => Fault;
  arrived: Window;
  /** Only what was let in counts against the rate, or who asks too often would never get in again. */
  letIn: Window;
  /** Nobody should ask from the one to the other. Milliseconds since 1970. */
  closedFrom: number;
  closedUntil: number;
};

/** An OpenAI-compatible server of one's own, which answers with test text and goes wrong as it is told. */
export async function startOpenAiServer(
  options: Partial<OpenAiBehaviour> & { port?: number } = {},
): Promise<OpenAiTestServer> {
  const { port, ...change } = options;
  const behaviour = { ...DEFAULTS, ...change };
  const state: State = {
    behaviour,
    traffic: createTraffic(),
    nextFault: createFaultPlan(behaviour.faults),
    arrived: createWindow(behaviour.windowMs),
    letIn: createWindow(behaviour.windowMs),
    closedFrom: 0,
    closedUntil: 0,
  };
  const server = await startSwitchableServer((request, response) => {
    handle(state, request, response).catch(() => response.destroy());
  }, port);
  return {
    url: `${server.origin}/v1`,
    port: server.port,
    requests: state.traffic,
    setBehaviour(next) {
      state.behaviour = { ...state.behaviour, ...next };
      if (next.faults) state.nextFault = createFaultPlan(next.faults);
      if (next.windowMs) {
        state.arrived = createWindow(next.windowMs);
        state.letIn = createWindow(next.windowMs);
      }
    },
    down: server.down,
    up: server.up,
    stop: server.stop,
  };
}

async function handle(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { behaviour, traffic } = state;
  const at = Date.now();
  const path = request.url ?? "/";
  const body = await readBody(request);
  record(traffic, { path, headers: request.headers, body, at });
  if (behaviour.key !== null && request.headers.authorization !== `Bearer ${behaviour.key}`) {
    return sendError(response, 401, "Incorrect API key provided.", "invalid_api_key");
  }
  if (path === "/v1/models") {
    return sendJson(response, 200, { object: "list", data: behaviour.models.map((id) => ({ id, object: "model" })) });
  }
  if (path === "/v1/moderations") return moderate(state, response, body);
  if (path === "/v1/chat/completions") return generate(state, response, body, "chat", at);
  if (path === "/v1/completions") return generate(state, response, body, "text", at);
  sendError(response, 404, `There is no ${path} here.`, "not_found");
}

function moderate({ behaviour, traffic }: State, response: ServerResponse, body: unknown): void {
  traffic.moderations += 1;
  const { input } = body as { input?: string | string[] };
  const results = [input ?? []].flat().map((text) => {
    const flagged = text.includes(behaviour.flaggedWord);
    return { flagged, categories: { harassment: flagged }, category_scores: { harassment: flagged ? 0.99 : 0.01 } };
  });
  sendJson(response, 200, { id: "test", model: "test-moderation", results });
}

async function generate(
  state: State,
  response: ServerResponse,
  body: unknown,
  kind: Reply["kind"],
  at: number,
): Promise<void> {
  const { behaviour, traffic } = state;
  traffic.total += 1;
  traffic.active += 1;
  traffic.maxConcurrentSeen = Math.max(traffic.maxConcurrentSeen, traffic.active);
  response.once("close", () => {
    traffic.active -= 1;
    if (response.writableFinished) traffic.completed += 1;
    else if (!response.errored) traffic.abandoned += 1;
  });
  const early = state.closedUntil - at;
  if (early > 0 && at - state.closedFrom > behaviour.retryGraceMs) traffic.retryAfterViolations.push(early);
  state.arrived.add(at);
  traffic.maxPerWindowSeen = Math.max(traffic.maxPerWindowSeen, state.arrived.count(at));
  if (behaviour.requestsPerWindow !== null && state.letIn.count(at) >= behaviour.requestsPerWindow) {
    return refuse(state, response, state.letIn.untilFree(at));
  }
  state.letIn.add(at);
  if (behaviour.maxConcurrent !== null && traffic.active > behaviour.maxConcurrent) {
    traffic.overLimit += 1;
    if (behaviour.refusesOverLimit) return refuse(state, response, behaviour.retryAfterMs);
  }
  await answer(state, response, body, kind);
}

function refuse(state: State, response: ServerResponse, waitMs: number): void {
  state.traffic.rateLimited += 1;
  const now = Date.now();
  if (state.closedUntil <= now) state.closedFrom = now;
  state.closedUntil = Math.max(state.closedUntil, now + waitMs);
  const headers: Record<string, string> =
    waitMs % 1_000 === 0 ? { "retry-after": String(waitMs / 1_000) } : { "retry-after-ms": String(Math.ceil(waitMs)) };
  sendError(response, 429, "Rate limit reached for requests.", "rate_limit_exceeded", headers);
}

async function answer(state: State, response: ServerResponse, body: unknown, kind: Reply["kind"]): Promise<void> {
  const { behaviour } = state;
  const fault = state.nextFault();
  if (!(await waitFor(behaviour.latencyMs, response))) return;
  if (typeof fault === "object") {
    const headers = { "content-type": "application/json", ...fault.headers };
    response.writeHead(fault.status, headers).end(fault.body);
  } else if (fault === "rate_limited") refuse(state, response, behaviour.retryAfterMs);
  else if (fault === "server_error") sendError(response, 500, "The test server was told to fail.", "server_error");
  else if (fault === "reset") response.destroy();
  else if (fault !== "hang") await sendReply(response, toReply(state, body, kind, fault));
}

function toReply({ behaviour }: State, body: unknown, kind: Reply["kind"], fault: Fault): Reply {
  const given = body as Partial<Asked> & {
    stream?: boolean;
    stream_options?: { include_usage?: boolean };
    max_tokens?: number;
  };
  const asked = {
    model: given.model ?? "",
    messages: given.messages ?? [],
    prompt: given.prompt ?? "",
    seed: given.seed,
  };
  const pieces = toPieces(fault === "empty" ? "" : behaviour.answer(asked));
  const limit = fault === "length" ? Math.ceil(pieces.length / 2) : (given.max_tokens ?? pieces.length);
  const isBroken = ["reset_midway", "garbage_json", "truncated_json", "truncated_stream"].includes(String(fault));
  return {
    kind,
    model: asked.model,
    text: pieces.slice(0, limit).join(""),
    finishReason: fault === "length" || pieces.length > limit ? "length" : "stop",
    promptTokens: toPieces([...asked.messages.map(({ content }) => content), asked.prompt].join(" ")).length,
    isStreaming: given.stream === true,
    includesUsage: given.stream_options?.include_usage === true,
    tokenDelayMs: behaviour.tokenDelayMs,
    fault: isBroken ? (fault as Reply["fault"]) : "none",
  };
}

function sendError(
  response: ServerResponse,
  status: number,
  message: string,
  code: string,
  headers: Record<string, string> = {},
): void {
  sendJson(response, status, { error: { message, type: code, param: null, code } }, headers);
}
