import { RUN_STATE_WORDS } from "@/components/studio/run-words";
import { Tag } from "@/components/ui/tag";
import type { RunState } from "@/lib/inference/schema";

export function RunStateTag({ state }: { state: RunState }) {
  return <Tag>{RUN_STATE_WORDS[state]}</Tag>;
}
