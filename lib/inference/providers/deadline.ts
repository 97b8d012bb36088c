import { setMaxListeners } from "node:events";

/** One signal for both reasons to stop, and which of them it was. */
export type Deadline = {
  signal: AbortSignal;
  reason: "timeout" | "cancelled" | null;
  /** Also lets go of whatever still hangs on the signal, such as an answer nobody will read, unless all of it was read. */
  close: (how: { isRead: boolean }) => void;
};

/**
 * @param stop the caller's own signal.
 * @param timeoutMs from now, for the whole request.
 */
export function openDeadline(stop: AbortSignal, timeoutMs: number): Deadline {
  const controller = new AbortController();
  const end = (reason: "timeout" | "cancelled") => {
    deadline.reason ??= reason;
    controller.abort();
  };
  const onStop = () => end("cancelled");
  const timer = setTimeout(end, timeoutMs, "timeout");
  const deadline: Deadline = {
    signal: controller.signal,
    reason: null,
    close: ({ isRead }) => {
      clearTimeout(timer);
      stop.removeEventListener("abort", onStop);
      if (!isRead) controller.abort();
    },
  };
  // a worker stops all its requests with one signal
  setMaxListeners(0, stop);
  if (stop.aborted) onStop();
  else stop.addEventListener("abort", onStop, { once: true });
  return deadline;
}
