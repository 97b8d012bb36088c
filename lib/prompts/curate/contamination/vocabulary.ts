import { tokenise13a } from "./tokenise-13a";

const NO_PROMPT_HAS_IT = -1;
const NO_WORD = -2;
const IS_WORD = /[\p{L}\p{N}]/u;
/** Tokens of examples that are remembered although no prompt has them; then the memory begins anew. */
const REMEMBERED = 1 << 17;

/** A text as numbers: BLEU's tokens as they are, and its words: tokens in lower case that hold a letter or a digit. */
export type Numbered = { tokens: Int32Array; words: Int32Array };

/** Numbers for the prompts' tokens and words; everything else in a corpus is one and the same: not theirs. */
export class Vocabulary {
  private readonly tokens = new Map<string, number>();
  private readonly words = new Map<string, number>();
  private readonly wordOfToken: number[] = [];
  private readonly foreign = new Map<string, number>();

  /** A prompt's text: its new tokens and words get numbers. */
  learn(text: string): Numbered {
    const tokens = tokenise13a(text);
    for (const token of tokens) {
      if (this.tokens.has(token)) continue;
      this.tokens.set(token, this.wordOfToken.length);
      const word = token.toLowerCase();
      if (IS_WORD.test(token) && !this.words.has(word)) this.words.set(word, this.words.size);
      this.wordOfToken.push(this.words.get(word) ?? NO_WORD);
    }
    return this.number(tokens);
  }

  /** An example's text, after all prompts were learnt: −1 stands for what no prompt has. */
  read(text: string): Numbered {
    return this.number(tokenise13a(text));
  }

  private number(spelt: string[]): Numbered {
    const tokens = new Int32Array(spelt.length);
    const words = new Int32Array(spelt.length);
    let wordCount = 0;
    for (let at = 0; at < spelt.length; at++) {
      const token = this.tokens.get(spelt[at] as string) ?? NO_PROMPT_HAS_IT;
      tokens[at] = token;
      const word = token < 0 ? this.foreignWord(spelt[at] as string) : (this.wordOfToken[token] as number);
      if (word !== NO_WORD) words[wordCount++] = word;
    }
    return { tokens, words: words.subarray(0, wordCount) };
  }

  /** "The" may be no prompt's token while "the" is a prompt's word. */
  private foreignWord(token: string): number {
    const known = this.foreign.get(token);
    if (known !== undefined) return known;
    const word = IS_WORD.test(token) ? (this.words.get(token.toLowerCase()) ?? NO_PROMPT_HAS_IT) : NO_WORD;
    if (this.foreign.size >= REMEMBERED) this.foreign.clear();
    this.foreign.set(token, word);
    return word;
  }
}
