import { formatDuration } from "@/components/ui/format";
import type { RunState } from "@/lib/inference/schema";

export const RUN_STATE_WORDS: Record<RunState, string> = {
  pending: "Waiting",
  running: "Running",
  paused: "Paused",
  done: "Done",
  cancelled: "Cancelled",
};

type Failure = { what: string; mend: string };

/** By what kind of failure it was; the endpoint's own words stand beside it. */
const FAILURES: Record<string, Failure> = {
  unreachable: {
    what: "The endpoint could not be reached.",
    mend: "Start the server and retry. If the base URL is wrong, mend it on the model’s page and order a new run.",
  },
  reset: {
    what: "The connection broke before the response was whole.",
    mend: "Look at the server’s log: it may have run out of memory. Then retry.",
  },
  timeout: {
    what: "There was no response in time.",
    mend: "Allow fewer requests at once and retry, or give the model more seconds and order a new run.",
  },
  server_error: { what: "The endpoint failed.", mend: "Look at its log, or wait for its operator; then retry." },
  malformed: {
    what: "The endpoint answered what its protocol does not allow.",
    mend: "Check that the provider is what the endpoint speaks. If not, mend it on the model’s page and order a new run.",
  },
  rate_limited: {
    what: "The endpoint turned requests away as too many.",
    mend: "Set the model’s requests per minute to what the endpoint allows; then retry.",
  },
  quota: { what: "The account at the endpoint has no money or quota left.", mend: "Add to it there; then retry." },
  key_refused: {
    what: "The endpoint did not take the key.",
    mend: "Set the key’s variable where the worker runs, start it again and retry. If its name is wrong, mend it on the model’s page and order a new run.",
  },
  context_overflow: {
    what: "The prompt is longer than the model’s context.",
    mend: "Serve the model with a longer context and retry, or ask for fewer tokens and order a new run.",
  },
  rejected: {
    what: "The endpoint refused the request.",
    mend: "Its words say which setting it does not take. Change that on the model’s page and order a new run.",
  },
  forbidden_address: {
    what: "The address is not one that this installation may ask.",
    mend: "Whoever runs it adds the host to EUCALYPT_MODEL_HOSTS and starts it again; then retry.",
  },
};

const OTHER: Failure = { what: "It failed for a reason that is not known here.", mend: "Look at the worker’s log." };

export function describeFailure(kind: string): Failure {
  return FAILURES[kind] ?? OTHER;
}

/** about 40 s; about 3 min; about 2 h 10 min */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 120) return `about ${formatDuration(seconds * 1000)}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `about ${minutes} min`;
  return `about ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
