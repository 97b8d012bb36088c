import { NotIdentifiableError } from "@/lib/stats/errors";

/** What is computed, or why the data cannot say: for figures that stand beside others, of which one may be missing. */
export function orReason<T>(compute: () => T): T | NotIdentifiableError {
  try {
    return compute();
  } catch (error) {
    if (error instanceof NotIdentifiableError) return error;
    throw error;
  }
}
