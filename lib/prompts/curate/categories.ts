import { z } from "zod";

/** Which category a query gets: that of the first rule that finds something. Patterns are regular expressions; case counts for nothing. */
export const categoryRulesSchema = z
  .array(
    z.object({
      category: z.string().min(1, { error: "Give the category a name." }),
      pattern: z.string().refine(isPattern, { error: "Write a regular expression." }),
    }),
  )
  .max(200, { error: "Give at most 200 rules." });

export type CategoryRules = z.infer<typeof categoryRulesSchema>;

export const OTHER = "other";

/** By the verb that a query begins with or the form it asks for: simple on purpose, and yours to change. */
export const DEFAULT_CATEGORY_RULES: CategoryRules = [
  {
    category: "maths",
    pattern:
      "\\b(solve|equation|calculate|probability|integral|derivative|how much is|sum of)\\b|\\d\\s*[-+*/=^]\\s*\\d",
  },
  { category: "translation", pattern: "\\b(translate|translation|how do you say)\\b" },
  { category: "summary", pattern: "\\b(summari[sz]e|summary|tl;?dr|key points|main points|shorten)\\b" },
  {
    category: "rewriting",
    pattern: "\\b(rewrite|rephrase|paraphrase|proofread|correct the|improve (this|the|my)|edit (this|the|my))\\b",
  },
  {
    category: "role play",
    pattern: "\\b(act as|pretend (to be|you|that)|you are (a|an|my)|role[- ]?play|imagine you)\\b",
  },
  {
    category: "creative writing",
    pattern:
      "\\b(poem|story|stories|song|lyrics|rap|haiku|limerick|joke|screenplay|script for|play about|dialogue|essay|novel|fiction)\\b",
  },
  {
    category: "letters and business",
    pattern:
      "\\b(e-?mail|letter|resume|cv|cover letter|marketing|slogan|product|business|pitch|linkedin|tweet|blog|post|press release)\\b",
  },
  {
    category: "plans and ideas",
    pattern:
      "\\b(plan|itinerary|schedule|recipe|ideas?|brainstorm|suggest|recommend|come up with|list (of|me|\\d+|ten|five))\\b",
  },
  {
    category: "explanation",
    pattern:
      "\\b(explain|describe|what (is|are|does|do|was|were)|why|how (do|does|did|can|to|is|are|would|should)|difference between|compare|define|tell me about)\\b",
  },
  { category: "question", pattern: "\\?\\s*$|^(who|when|where|which|can|could|is|are|do|does|will|should)\\b" },
];

/** @param rules as the schema lets them pass. */
export function createCategoriser(rules: CategoryRules): (text: string) => string {
  const compiled = rules.map(({ category, pattern }) => ({ category, expression: new RegExp(pattern, "iu") }));
  return (text) => compiled.find(({ expression }) => expression.test(text))?.category ?? OTHER;
}

function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern, "iu");
    return true;
  } catch {
    return false;
  }
}
