import { z } from "zod";

export const createRunSchema = z.strictObject({
  /** Names of models that generate. */
  models: z.array(z.string().min(1)).min(1, { error: "Name at least one model." }).max(50),
  /** A prompt set, by name; its newest version is taken. */
  set: z.string().min(1, { error: "Name the prompt set." }),
  /** Responses of each model to each prompt. */
  samples: z
    .int()
    .min(1, { error: "A run asks for 1 to 100 samples a prompt." })
    .max(100, { error: "A run asks for 1 to 100 samples a prompt." })
    .default(1),
});

export type CreateRunInput = z.input<typeof createRunSchema>;

export type RunState = "pending" | "running" | "paused" | "done" | "cancelled";

export function isRunOver(state: RunState): boolean {
  return state === "done" || state === "cancelled";
}

export type RunSummary = {
  id: string;
  state: RunState;
  promptSet: { name: string; version: number };
  models: string[];
  samplesPerPrompt: number;
  createdAt: Date;
  finishedAt: Date | null;
  total: number;
  done: number;
  failed: number;
};

/** Where one model's part of a run has got to. All counts are of responses. */
export type ModelProgress = {
  model: string;
  endpoint: string;
  total: number;
  done: number;
  running: number;
  pending: number;
  failed: number;
  cancelled: number;
  inputTokens: number;
  outputTokens: number;
  /** Responses finished in the last minute. */
  perMinute: number;
  /** Milliseconds; null: none done. */
  medianDurationMs: number | null;
  /** Micro-units of `currency`; null: price or tokens not known. Estimated: for all of it, at the mean of those done. */
  costMicros: number | null;
  estimatedCostMicros: number | null;
  currency: string;
  /** Seconds, at the pace of the last minute; null: no pace yet. */
  secondsLeft: number | null;
  /** Of done ones. */
  flags: { empty: number; cutShort: number; repeated: number; promptCut: number; selfNaming: number };
};

export type EndpointHealth = {
  endpoint: string;
  /** ok; waiting: it said 429 or its rate is used up; down: the breaker is open. */
  state: "ok" | "waiting" | "down";
  /** When it is asked again; null where it is ok. */
  retryAt: string | null;
  /** The endpoint's own words, or the system's. */
  reason: string | null;
  inFlight: number;
  limit: number;
};

export type FailureCause = { model: string; kind: string; message: string; count: number };

/** A run as it stands now; JSON-safe, since it is also sent as an event. */
export type RunProgress = {
  id: string;
  state: RunState;
  total: number;
  done: number;
  running: number;
  pending: number;
  failed: number;
  cancelled: number;
  alreadyThere: number;
  models: ModelProgress[];
  /** By cause, most frequent first. */
  failures: FailureCause[];
  endpoints: EndpointHealth[];
  secondsLeft: number | null;
  /** True while some worker lives. */
  hasWorker: boolean;
};

export type RunDetail = RunSummary & { progress: RunProgress; orderedBy: string | null };

/** The outcome of the test button. */
export type ModelTest =
  | {
      outcome: "answered";
      request: { method: string; url: string; body: Record<string, unknown> };
      text: string;
      finishReason: string;
      inputTokens: number | null;
      outputTokens: number | null;
      firstTokenMs: number | null;
      durationMs: number;
      isPromptCut: boolean;
    }
  | {
      outcome: "failed";
      request: { method: string; url: string; body: Record<string, unknown> } | null;
      kind: string;
      /** The endpoint's own words. */
      message: string;
      /** What to do about it. */
      mend: string;
      durationMs: number;
    };
