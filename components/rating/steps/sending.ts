import type { StepRequest } from "@/lib/crowd/schema";

/** What each step is given to answer with. */
export type Sending = {
  send: (request: StepRequest) => Promise<void>;
  isBusy: boolean;
  /** Whether letters choose. */
  lettersOn?: boolean;
};
