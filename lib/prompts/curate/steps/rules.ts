import { type Judge, quote } from "../query";

/** A sign that a query is of some kind: what it is, and where to find it. */
export type Rule = {
  name: string;
  pattern: RegExp /** Whether what was found is what it looks like. */;
  holds?: (found: string) => boolean;
};

/** Drops a query in which any rule finds something; the reason names the rule, the evidence is what it found. */
export function createRuleJudge(rules: Rule[], toReason: (name: string) => string): Judge {
  return (_, text) => {
    for (const { name, pattern, holds } of rules) {
      for (const match of text.matchAll(pattern)) {
        if (holds === undefined || holds(match[0])) return { reason: toReason(name), evidence: quote(match[0]) };
      }
    }
    return null;
  };
}
