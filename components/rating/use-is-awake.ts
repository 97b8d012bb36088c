import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the page listens: before that, a press would be lost, or send a form nowhere. */
export function useIsAwake(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
