import { expect, test } from "vitest";
import { cleanText } from "./clean-text";

test.each([
  ["2 / 2Write a poem", "Write a poem"],
  ["2 / 2\nWrite a poem", "Write a poem"],
  ["4 / 4Écris un poème", "Écris un poème"],
  ["D&amp;D and &lt;b&gt;, caf&eacute;, &#x27;so&#39;", "D&D and <b>, café, 'so'"],
  ["  kept inside \r\n\r\n as it is \n", "kept inside \n\n as it is"],
])("%j is mended to %j", (text, cleaned) => expect(cleanText(text)).toBe(cleaned));

test.each([
  "1 / 2 cup of sugar for how many people?",
  "3 / 2Write",
  "1/2Write",
  "AT&T, a&b=c, &nosuchname;",
  "&#0; &#xD800;",
  "What is 2 / 2?",
])("%j stays", (text) => expect(cleanText(text)).toBe(text));

test("decoded once: what was written about an entity stays", () => {
  expect(cleanText("write &amp;lt; for a bracket")).toBe("write &lt; for a bracket");
});
