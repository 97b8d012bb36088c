import { createRuleJudge, type Rule } from "./rules";

const LANGUAGES =
  "python|javascript|typescript|node\\.?js|java|kotlin|swift|c\\+\\+|c#|golang|rust|php|ruby|perl|haskell|scala|matlab|" +
  "sql|mysql|postgres(?:ql)?|html5?|css3?|bash|powershell|vba|react(?:\\.?js)?|django|flask|laravel|pandas|pytorch|tensorflow|solidity";
const DO =
  "write|create|make|give|show|build|generate|implement|develop|code|fix|debug|refactor|optimi[sz]e|convert|rewrite|translate|explain|complete|improve|review";
const THINGS =
  "code|script|program|function|method|class|query|regex|regular expression|snippet|app|application|component|module|unit tests?|api|endpoint|algorithm|parser|macro|website|web ?page";

/**
 * Signs of programming, which raters without the craft cannot judge. Each needs more than one hint, so that "a program for a
 * concert", "Python, the snake" or "a class of 30 pupils" is none.
 */
const RULES: Rule[] = [
  { name: "a block of code", pattern: /```[\s\S]{0,200}/g },
  {
    name: "a line of code",
    pattern:
      /^[ \t]*(?:def \w+\(.*\):|class \w+(?:\(.*\))?\s*[:{]|import [\w.]+(?: as \w+)?;?$|from [\w.]+ import \w.*|#include ?[<"].*|using namespace \w+;|public (?:static |class |void ).*|(?:const|let|var) \w+ = .*|function \w*\(.*\) ?\{.*|<\?php.*|package main$|SELECT\s.+\sFROM\s.*|CREATE TABLE\s.*|console\.log\(.*|System\.out\.print.*|printf?\(["'].*)/gim,
  },
  {
    name: "a task in a programming language",
    pattern: new RegExp(
      `\\b(?:${DO})\\b[^.?!\\n]{0,80}(?<![\\w.])(?:${LANGUAGES})(?![\\w+#])[^.?!\\n]{0,40}\\b(?:${THINGS})s?\\b|` +
        `\\b(?:${DO})\\b[^.?!\\n]{0,80}\\b(?:${THINGS})s?\\b[^.?!\\n]{0,40}\\b(?:in|using|with|for|of)\\b[^.?!\\n]{0,20}(?<![\\w.])(?:${LANGUAGES})(?![\\w+#])`,
      "gi",
    ),
  },
  {
    name: "a task on code",
    pattern:
      /\b(?:write|fix|debug|refactor|optimi[sz]e|review|complete|implement|explain|understand|improve)\b[^.?!\n]{0,30}\b(?:(?:this|the|my|following|some|source|a|piece of) (?:source )?code\b(?! of)|unit tests?|regular expression|regex\b|sql (?:query|statement)|stack trace|pull request|shell script|bash script|linked list|binary (?:search )?tree)/gi,
  },
  {
    name: "an error of a program",
    pattern:
      /\b(?:Traceback \(most recent call last\)|(?:Type|Syntax|Reference|Attribute|Key|Index|Value|NullPointer|Runtime)(?:Error|Exception)\b|segmentation fault|undefined is not a function)/g,
  },
  {
    name: "a function to implement",
    pattern:
      /\b(?:implement|write|create|develop)\b[^.?!\n]{0,20}\b(?:function|program|algorithm|script)\b[^.?!\n]{0,12}\b(?:that (?:takes|returns|prints|reads|finds|computes|calculates)|which (?:takes|returns)|to (?:find|sort|compute|print|reverse|check|parse|merge|count|traverse))\b/gi,
  },
];

/** Drops prompts about programming. */
export const judgeCode = createRuleJudge(RULES, (name) => `It asks for programming: ${name}.`);
