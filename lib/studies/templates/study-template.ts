import type { Protocol } from "@/lib/studies/schema";

/** What a template decides. Sets and models are the researcher's. */
export type StudyTemplate = Omit<Protocol, "promptSets" | "models" | "reference" | "pairs" | "frozen">;
