import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { createFaultPlan, type Fault, type FaultPlan } from "./fault-plan";
import { readBody, sendJson } from "./read-request";
import { startSwitchableServer } from "./switchable-server";
import { toTestText } from "./test-text";
import { createTraffic, record, type Traffic } from "./traffic";

export type EasyLmBehaviour = {
  /** For each prompt, while the lock is held. */
  latencyMs: number;
  /** @param prompt as the model would see it: cut on the left, with the server's own template on /chat. */
  answer: (prompt: string) => string;
  /** Longer prompts are cut on the left without a word. A word stands for a token here. */
  windowWords: number;
  faults: FaultPlan;
};

export type EasyLmTestServer = {
  /** Without a path. */
  url: string;
  port: number;
  /** `maxConcurrentSeen` counts at arrival, so also those that wait for the lock. */
  requests: Traffic;
  setBehaviour: (change: Partial<EasyLmBehaviour>) => void;
  down: () => Promise<void>;
  up: () => Promise<void>;
  stop: () => Promise<void>;
};

const chatSchema = z.object({
  prompt: z.string(),
  context: z.string().default(""),
  temperature: z.number().nullable().default(null),
});
const generateSchema = z.object({
  prefix_text: z.array(z.string()),
  temperature: z.number().nullable().default(null),
});

const DEFAULTS: EasyLmBehaviour = {
  latencyMs: 0,
  answer: (prompt) => ` ${toTestText(prompt, undefined)}`,
  windowWords: 1_024,
  faults: {},
};

type State = { behaviour: EasyLmBehaviour; traffic: Traffic; nextFault: () => Fault; lock: Promise<void> };

/** EasyLM's model server as Koala was served with it: one lock, no key, no stream, and a prompt that is cut in silence. */
export async function startEasyLmServer(
  options: Partial<EasyLmBehaviour> & { port?: number } = {},
): Promise<EasyLmTestServer> {
  const { port, ...change } = options;
  const behaviour = { ...DEFAULTS, ...change };
  const traffic = createTraffic();
  const state: State = { behaviour, traffic, nextFault: createFaultPlan(behaviour.faults), lock: Promise.resolve() };
  const server = await startSwitchableServer((request, response) => {
    handle(state, request, response).catch(() => response.destroy());
  }, port);
  return {
    url: server.origin,
    port: server.port,
    requests: traffic,
    setBehaviour(next) {
      state.behaviour = { ...state.behaviour, ...next };
      if (next.faults) state.nextFault = createFaultPlan(next.faults);
    },
    down: server.down,
    up: server.up,
    stop: server.stop,
  };
}

async function handle(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? "/";
  const at = Date.now();
  const body = await readBody(request);
  record(state.traffic, { path, headers: request.headers, body, at });
  if (path === "/ready") return sendJson(response, 200, JSON.stringify("Ready!\n"));
  if (path === "/chat") return serve(state, response, chatSchema.safeParse(body), chat);
  if (path === "/generate") return serve(state, response, generateSchema.safeParse(body), generate);
  sendJson(response, 404, { detail: "Not Found" });
}

async function serve<T>(
  state: State,
  response: ServerResponse,
  parsed: z.ZodSafeParseResult<T>,
  run: (behaviour: EasyLmBehaviour, body: T) => unknown,
): Promise<void> {
  const { traffic } = state;
  if (!parsed.success) {
    const detail = parsed.error.issues.map(({ path, message }) => ({ loc: ["body", ...path], msg: message }));
    return sendJson(response, 422, { detail });
  }
  traffic.total += 1;
  traffic.active += 1;
  traffic.maxConcurrentSeen = Math.max(traffic.maxConcurrentSeen, traffic.active);
  if (traffic.active > 1) traffic.overLimit += 1;
  response.once("close", () => {
    traffic.active -= 1;
    if (response.writableFinished) traffic.completed += 1;
    else if (!response.errored) traffic.abandoned += 1;
  });
  const turn = state.lock.then(() => answer(state, response, () => run(state.behaviour, parsed.data)));
  state.lock = turn.catch(() => {});
  await turn;
}

async function answer(state: State, response: ServerResponse, run: () => unknown): Promise<void> {
  const fault = state.nextFault();
  // the real one does not notice that a client has gone, and works on
  await sleep(state.behaviour.latencyMs);
  if (typeof fault === "object") {
    const headers = { "content-type": "application/json", ...fault.headers };
    response.writeHead(fault.status, headers).end(fault.body);
  } else if (fault === "server_error") response.writeHead(500).end("Internal Server Error");
  else if (fault === "reset") response.destroy();
  else if (fault === "garbage_json") sendJson(response, 200, "<<< this is not JSON >>>");
  else if (fault === "truncated_json") sendJson(response, 200, '{"response": "half');
  else if (fault !== "hang") sendJson(response, 200, run());
}

/** Koala's own settings of the server. */
function chat(behaviour: EasyLmBehaviour, body: z.infer<typeof chatSchema>) {
  const asked = `${body.context}USER: ${body.prompt} GPT:`;
  const response = behaviour.answer(cutLeft(`BEGINNING OF CONVERSATION: ${asked}`, behaviour.windowWords));
  return { response, context: `${asked}${response}</s>`, temperature: body.temperature ?? 1 };
}

function generate(behaviour: EasyLmBehaviour, { prefix_text, temperature }: z.infer<typeof generateSchema>) {
  const output = prefix_text.map((prefix) => behaviour.answer(cutLeft(prefix, behaviour.windowWords)));
  return { prefix_text, output_text: output, temperature: temperature ?? 1 };
}

function cutLeft(prompt: string, words: number): string {
  const pieces = prompt.match(/\s*\S+/g) ?? [];
  return pieces.length <= words ? prompt : pieces.slice(-words).join("");
}
