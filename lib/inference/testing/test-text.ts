import { createHash } from "node:crypto";

const WORDS = "leaf bark river stone morning quiet branch amber valley cloud seed harbour lantern meadow copper".split(
  " ",
);

/**
 * What a test server answers: the same prompt and seed give the same words, another prompt gives others. It says that it is
 * test text, so that nobody takes it for a model's, and it names no model.
 */
export function toTestText(prompt: string, seed: number | undefined): string {
  const digest = createHash("sha256")
    .update(`${seed ?? ""}\n${prompt}`)
    .digest();
  const words = Array.from(digest.subarray(0, 14), (byte) => WORDS[byte % WORDS.length]);
  const asked = prompt.replace(/\s+/g, " ").trim().slice(-60);
  return `This is test text, number ${digest.toString("hex", 14, 17)}, on “${asked}”: ${words.join(" ")}.`;
}

/** Pieces as a stream sends them; joined, they are the text. */
export function toPieces(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}
