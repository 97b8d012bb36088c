import { neutralise } from "./neutralise";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** The text as it was written, in one `<pre>`: what is shown when a text is too large or too deep to be Markdown. */
export function renderPreformatted(source: string): string {
  const escaped = neutralise(source).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
  // HTML drops one newline after <pre>; without a second one a text that begins with a blank line would lose it.
  return `<pre>${escaped.startsWith("\n") ? "\n" : ""}${escaped}</pre>`;
}
