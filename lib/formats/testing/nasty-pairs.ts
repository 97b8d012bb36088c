import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { JudgedChoice, JudgedPair } from "../records";

const CHOICES: JudgedChoice[] = ["first", "second", "tie", "both_bad", "cannot_judge"];

// what broke readers and spreadsheets before; a text is some of these in a row
const PIECES = [
  ...[
    '"',
    '""',
    "'",
    "'=",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\t",
    ",",
    ";",
    "\\",
    "\\n",
    "\u2028",
    "\u2029",
    "\u0085",
    "\v",
  ],
  ...[
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\uFF1D1",
    "\u0001",
    "\u001B[31m",
    "\u007F",
    "\uFEFF",
    "\u200B",
    "{}",
    "[",
  ],
  ...[
    "👩‍👩‍👧",
    "🇩🇪",
    "e\u0301",
    "שלום",
    "\u202Eevil",
    "مرحبا",
    "中文",
    "\n\nHuman: hello",
    "\n\nAssistant: hi",
    "Human:",
  ],
  ...["USER:", "<|eos|>", "</s>", "marker_gpt", "null", "NaN", "0", " ", "word", "a longer sentence, with a comma."],
];

/** Pairs drawn by a seed, with all that texts, names and reasons can hold; the same seed gives the same pairs. */
export function drawNastyPairs(count: number, seed: number): JudgedPair[] {
  const random = xoroshiro128plus(seed);
  const upTo = (n: number) => uniformInt(random, 0, n - 1);
  const pick = <T>(of: T[]): T => of[upTo(of.length)] as T;
  const text = () => Array.from({ length: upTo(5) }, () => pick(PIECES)).join("");
  const some = <T>(value: T): T | null => (upTo(3) === 0 ? null : value);
  const time = () => new Date(1_700_000_000_000 + upTo(1_000_000_000));
  return Array.from({ length: count }, (_, index): JudgedPair => {
    const turnCount = 1 + upTo(3);
    const answers = () => Array.from({ length: turnCount }, text);
    const first = answers();
    // an earlier answer may be the same on both sides, and then belongs to the prompt
    const second = upTo(2) === 0 ? [...first.slice(0, -1), text()] : answers();
    return {
      voteId: `vote-${index}`,
      assignmentId: `assignment-${index}`,
      study: `${text()}s`,
      protocolHash: some("ab".repeat(32)),
      promptSet: `${text()}s`,
      prompt: `${text()}${index}`,
      turn: some(1 + upTo(turnCount)),
      rater: `r${text()}`,
      raterKind: upTo(4) === 0 ? "model" : "human",
      firstModel: `${text()}a`,
      secondModel: `${text()}b`,
      choice: pick(CHOICES),
      reason: some(`${text()}.`),
      revision: upTo(4),
      occasion: upTo(3),
      layout: some("side_by_side"),
      propensity: some(1 / (1 + upTo(900))),
      trialIndex: some(1 + upTo(99)),
      servedAt: time(),
      shownAt: some(time()),
      answeredAt: some(time()),
      decisionMs: some(upTo(99_999)),
      visibleMs: some(upTo(99_999)),
      purpose: "main",
      exclusionReason: some(`${text()}!`),
      flags: some("first:offensive;second:broken"),
      strength: some(1 + upTo(7)),
      criteria: some("harmless:tie;helpful:second"),
      flaws: some(pick(["none", "first:too_long;second:false"])),
      expected: some(pick(["first", "second", "tie"])),
      turns: Array.from({ length: turnCount }, () => ({ text: `${text()}?`, input: some(`${text()}.`) })),
      responses: { first, second },
    };
  });
}
