/**
 * Whether a text has more than so many LLaMA tokens; the mark for the beginning is not counted.
 *
 * The tokenizer's vocabulary is a megabyte, and only long prompts need it, so it is loaded when first asked for.
 */
export async function isBeyondWindow(text: string, tokens: number): Promise<boolean> {
  // a token is a byte at least, and one more may come from the space that LLaMA puts before the text
  if (Buffer.byteLength(text) < tokens) return false;
  const { default: tokenizer } = await import("llama-tokenizer-js");
  return tokenizer.encode(text, false).length > tokens;
}
