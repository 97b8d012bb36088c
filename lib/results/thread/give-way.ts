import { readlinkSync } from "node:fs";
import { constants, setPriority } from "node:os";

/**
 * Has the system prefer every other thread to this one: where processors are few, an analysis would otherwise hold up the
 * requests that are answered beside it. On Linux alone, where a thread has a priority of its own; elsewhere nothing changes.
 */
export function giveWay(): void {
  try {
    const thread = Number(readlinkSync("/proc/thread-self").split("/").at(-1));
    setPriority(thread, constants.priority.PRIORITY_LOW);
  } catch {
    // another system: there is no such link
  }
}
