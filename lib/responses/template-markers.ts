import type { FoldedText } from "./fold-text";

export interface Span {
  start: number;
  end: number;
}

const SPECIAL_TOKENS = [
  /<\|[a-z0-9▁ ]{2,40}\|>/g,
  /\[\/?inst\]|<<\/?sys>>/g,
  /<(?:pad|unk|bos|eos|start of turn|end of turn)>/g,
  /^###\s*(?:instruction|response|input|human|assistant|user)\s*:/gm,
  /^beginning of conversation\s*:/gm,
];

const SHOUTED_ROLE = /^(?:USER|ASSISTANT|SYSTEM|GPT|HUMAN|BOT)\s*:/gm;
const SPOKEN_ROLE = /^(?:Human|Assistant|User|GPT|ChatGPT)\s*:/gm;
const SPEAKER = /^[*_]*\p{Lu}[\p{L}\p{N} .'-]{0,24}[*_]*\s*:/gmu;
/** From here on labelled lines are a dialogue that was asked for, not the residue of a chat template. */
const DIALOGUE_LINES = 3;

/** Special tokens and role labels that a chat template left in a response: each model family has its own. Offsets: folded text. */
export function findSpecialTokens(folded: FoldedText): Span[] {
  const spans = SPECIAL_TOKENS.flatMap((pattern) => [...folded.text.matchAll(pattern)].map(toSpan));
  // <s>…</s> is also HTML's strike-through: a lone one, or one that ends the text, is a model's end of sequence
  const opening = folded.text.indexOf("<s>");
  const isPaired = opening !== -1 && folded.text.indexOf("</s>", opening) !== -1;
  const ends = isPaired && !folded.text.trimEnd().endsWith("</s>") ? [] : [...folded.text.matchAll(/<\/?s>/g)];
  return [...spans, ...ends.map(toSpan)];
}

/** Offsets: the original, whose capitals tell "USER:" from the speaker of a play. */
export function findRoleLabels(original: string): Span[] {
  const speakers = original.match(SPEAKER)?.length ?? 0;
  const spoken = [...original.matchAll(SPOKEN_ROLE)].filter(
    (match) => speakers < DIALOGUE_LINES || original.slice(0, match.index).trim() === "",
  );
  return [...original.matchAll(SHOUTED_ROLE), ...spoken].map(toSpan);
}

function toSpan(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}
