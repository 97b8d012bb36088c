import type { Protocol } from "@/lib/studies/schema";

/** What a template fills in. */
export type TemplateTexts = Pick<
  Protocol,
  | "votesPerComparison"
  | "raterTitle"
  | "question"
  | "criteria"
  | "choices"
  | "instructions"
  | "consent"
  | "pairsPerRater"
  | "breakEvery"
  | "leaseMinutes"
  | "oncePerPrompt"
  | "showEmptyResponses"
  | "showSelfNamingResponses"
  | "showCutShortResponses"
  | "showRepeatedResponses"
  | "showPromptCutResponses"
  | "asks"
  | "analysis"
  | "assignment"
  | "stopping"
  | "session"
>;

/** What there is to choose from. */
export type StudyFormOptions = {
  sets: {
    name: string;
    version: number;
    promptCount: number;
    /** By the model's name: how many of the set's prompts it has answered. */
    answered: Record<string, number>;
  }[];
  models: string[];
  templates: (TemplateTexts & { name: Protocol["template"] })[];
};
