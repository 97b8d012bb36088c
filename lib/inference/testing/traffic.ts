import type { IncomingHttpHeaders } from "node:http";

/** Requests kept whole. */
const MAX_RECORDED = 5_000;

export type RecordedRequest = {
  path: string;
  headers: IncomingHttpHeaders;
  /** Parsed JSON, or the text where it is none. */
  body: unknown;
  /** Milliseconds since 1970. */
  at: number;
};

/** What a test server saw. Requests that ask for text are counted; the list of models and the like is not. */
export type Traffic = {
  total: number;
  /** Answered to the last byte. */
  completed: number;
  /** The client went away first. */
  abandoned: number;
  active: number;
  maxConcurrentSeen: number;
  /** Arrived while as many as allowed were already there. */
  overLimit: number;
  /** Most arrivals in one window of the rate limit. */
  maxPerWindowSeen: number;
  rateLimited: number;
  /** Arrived while a Retry-After still ran: milliseconds too early. */
  retryAfterViolations: number[];
  moderations: number;
  /** The newest, oldest first. */
  recorded: RecordedRequest[];
};

export function createTraffic(): Traffic {
  return {
    total: 0,
    completed: 0,
    abandoned: 0,
    active: 0,
    maxConcurrentSeen: 0,
    overLimit: 0,
    maxPerWindowSeen: 0,
    rateLimited: 0,
    retryAfterViolations: [],
    moderations: 0,
    recorded: [],
  };
}

export function record(traffic: Traffic, request: RecordedRequest): void {
  traffic.recorded.push(request);
  if (traffic.recorded.length > MAX_RECORDED) traffic.recorded.shift();
}

/** Counts within a window that slides. All times in milliseconds. */
export type Window = {
  add: (now: number) => void;
  count: (now: number) => number;
  /** Until the oldest one counted has left. */
  untilFree: (now: number) => number;
};

export function createWindow(windowMs: number): Window {
  const times: number[] = [];
  const forget = (now: number) => {
    while (times[0] !== undefined && times[0] <= now - windowMs) times.shift();
  };
  return {
    add: (now) => times.push(now),
    count: (now) => {
      forget(now);
      return times.length;
    },
    untilFree: (now) => Math.max((times[0] ?? now) + windowMs - now, 1),
  };
}
