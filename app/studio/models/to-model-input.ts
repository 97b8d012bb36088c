import type { LiveModel, ModelInput } from "@/lib/models/schema";

/** A model as a person would give it: without what the installation adds. */
export function toModelInput({ id: _id, endpoint: _endpoint, isInDemo: _isInDemo, ...input }: LiveModel): ModelInput {
  return input;
}
