import { describe, expect, test } from "vitest";
import { renderMarkdown } from "./render-markdown";

describe("hostile markup", () => {
  test.each([
    ["<div onclick=x>hi</div>", "&#x3C;div onclick=x>hi&#x3C;/div>"],
    ["<script>alert(1)</script>", "&#x3C;script>alert(1)&#x3C;/script>"],
    ["<!-- note -->", "&#x3C;!-- note -->"],
    ["a<br>b &lt;img src=x&gt;", "a&#x3C;br>b &#x3C;img src=x>"],
  ])("%s is shown as it is written", (source, shown) => {
    expect(renderMarkdown(source)).toBe(`<p>${shown}</p>`);
  });

  test("Markdown between HTML tags still counts", () => {
    expect(renderMarkdown("<b>**x**</b>")).toBe("<p>&#x3C;b><strong>x</strong>&#x3C;/b></p>");
  });

  test("an image is its source and is never fetched", () => {
    expect(renderMarkdown("![alt](https://a.b/c.png)")).toBe("<p>![alt](https://a.b/c.png)</p>");
  });

  test("a link is its words and its address, and cannot be followed", () => {
    expect(renderMarkdown("[here](https://a.b)")).toBe("<p>here (<bdi>https://a.b</bdi>)</p>");
    expect(renderMarkdown("see https://a.b/c and <https://d.e>")).toBe("<p>see https://a.b/c and https://d.e</p>");
    expect(renderMarkdown("[x](javascript:alert(1))")).toBe("<p>x (<bdi>javascript:alert(1)</bdi>)</p>");
  });

  test("a link definition is words, not syntax that disappears", () => {
    expect(renderMarkdown("[Narrator]: hello")).toBe("<p>[Narrator]: hello</p>");
  });

  test("characters that reorder text are taken out, also as references and in code", () => {
    const out = renderMarkdown("a\u202eb &#x202e; `\u2066c` $x\\text{\u202e}$ \u0000");
    expect(out).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
    expect(out).not.toContain("\u0000");
    expect(renderMarkdown("שלום\u200f!")).toContain("\u200f");
  });

  test("a placeholder cannot be forged", () => {
    expect(renderMarkdown("\ufdd00\ufdd1 &#xfdd0;0&#xfdd1; $x$")).toMatch(/^<p>0 \ufffd0\ufffd <math>/);
  });
});

describe("Markdown", () => {
  test("headings never outrank the page's own", () => {
    expect(renderMarkdown("# a\n## b\n### c\n###### d")).toBe("<h4>a</h4>\n<h5>b</h5>\n<h6>c</h6>\n<h6>d</h6>");
  });

  test("a line break is a line break", () => {
    expect(renderMarkdown("roses\nviolets\r\nblue")).toBe("<p>roses<br>\nviolets<br>\nblue</p>");
  });

  test("task marks and footnotes are text where they stand, without ids", () => {
    expect(renderMarkdown("- [x] a\n- [ ] b")).toBe("<ul>\n<li>☑ a</li>\n<li>☐ b</li>\n</ul>");
    expect(renderMarkdown("a[^n]\n\n[^n]: why")).toBe("<p>a<sup>[n]</sup></p>\n<p><sup>[n]</sup> why</p>");
  });

  test("tables, long code and long formulas scroll in a region the keyboard reaches; short code does not", () => {
    const frame = (label: string) => `<div class="scroll" tabindex="0" role="group" aria-label="${label}">`;
    expect(renderMarkdown("|a|b|\n|-|-:|\n|1|2|")).toContain(`${frame("Table")}<table>`);
    expect(renderMarkdown(`\`\`\`\n${"x".repeat(31)}\n\`\`\``)).toContain(`${frame("Code")}<pre>`);
    expect(renderMarkdown(`$$${"a+".repeat(20)}b$$`)).toContain(`${frame("Formula")}<math display="block">`);
    expect(renderMarkdown("```\nshort\n```")).toBe("<pre><code>short\n</code></pre>");
  });

  test("known languages are highlighted, unknown and hostile ones are plain", () => {
    expect(renderMarkdown("```Python\ndef f(): pass\n```")).toContain('<span class="hljs-keyword">def</span>');
    expect(renderMarkdown("```nonsuch\ndef f\n```")).toBe('<pre><code class="language-nonsuch">def f\n</code></pre>');
    expect(renderMarkdown('```x"onload=y\na\n```')).toBe("<pre><code>a\n</code></pre>");
    expect(renderMarkdown("```\ndef f(): pass\n```")).not.toContain("hljs");
  });

  test("a product keeps its signs", () => {
    expect(renderMarkdown("5*25 + 3*37 = 2**3")).toBe("<p>5*25 + 3*37 = 2**3</p>");
    expect(renderMarkdown("`2*3*4` and *real* emphasis")).toBe("<p><code>2*3*4</code> and <em>real</em> emphasis</p>");
  });
});

describe("what is too much for Markdown is shown as written", () => {
  test.each([
    ["brackets", "]".repeat(100_000)],
    ["opening brackets", "[".repeat(100_000)],
    ["links half open", "[a](".repeat(25_000)],
    ["stars", "*a **b ".repeat(14_000)],
    ["a row of stars", "*".repeat(100_000)],
    ["quotations in a line", ">".repeat(100_000)],
    ["quotations 10,000 deep", `${"> ".repeat(10_000)}a`],
    ["lists 10,000 deep", Array.from({ length: 400 }, (_, depth) => `${" ".repeat(depth * 2)}- a`).join("\n")],
    ["backticks", "`".repeat(100_000)],
    ["backticks and letters", "`a".repeat(50_000)],
    ["dollars", "$a$".repeat(33_000)],
    ["unclosed formulas", "\\(a".repeat(33_000)],
    ["a long table", `|a|b|\n|-|-|\n${"|a|b|\n".repeat(16_000)}`],
    ["a wide table", `${"|a".repeat(900)}\n${"|-".repeat(900)}\n${"|a".repeat(900)}`],
    ["footnotes", "[^1]".repeat(25_000)],
    ["underlined headings", "a\n=\n".repeat(25_000)],
    ["roots in roots", `$$${"\\sqrt{".repeat(600)}x${"}".repeat(600)}$$`],
    ["brackets below every limit", `${"]".repeat(1_400)}\n\n`.repeat(80)],
  ])("%s", { timeout: 20_000 }, (_, source) => {
    const started = performance.now();
    expect(renderMarkdown(source)).toMatch(/^</);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("nothing of it is lost or live", () => {
    const source = `\n<b>${"]".repeat(2_000)} "x" & 'y'`;
    expect(renderMarkdown(source)).toBe(`<pre>\n\n&lt;b&gt;${"]".repeat(2_000)} &quot;x&quot; &amp; &#39;y&#39;</pre>`);
  });
});
