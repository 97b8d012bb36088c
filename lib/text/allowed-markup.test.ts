import { expect, test } from "vitest";
import { finalSchema } from "./allowed-markup";
import { renderMarkdown } from "./render-markdown";

const TAGS = new Set(finalSchema.tagNames);
const TAG = /<(\/?)([a-zA-Z][^\s/>]*)((?:\s+[a-zA-Z:_-]+(?:="[^"<>]*")?)*)\s*>/y;
const LIVE = /^(?:on.*|style|id|name|href|src|srcset|xlink:href|action|data-.*|class|tabindex|role|aria-label)$/;
const GRANTED: Record<string, RegExp> = {
  class: /^(?:scroll|language-[a-z][a-z0-9+#-]*|hljs-[a-z_-]+(?: hljs-[a-z_-]+)*)$/,
  tabindex: /^0$/,
  role: /^group$/,
  "aria-label": /^(?:Code|Table|Formula)$/,
};

/** Every `<` must open or close an allowed element with allowed attributes, and elements must nest. */
function findViolation(html: string): string | null {
  const open: string[] = [];
  for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", TAG.lastIndex)) {
    TAG.lastIndex = at;
    const [whole, slash, tag = "", attributes = ""] = TAG.exec(html) ?? [];
    if (!whole) return `not a tag: ${html.slice(at, at + 60)}`;
    if (!TAGS.has(tag)) return `element ${tag}`;
    for (const [, name = "", value = ""] of attributes.matchAll(/([a-zA-Z:_-]+)(?:="([^"]*)")?/g)) {
      if (LIVE.test(name) && !GRANTED[name]?.test(value)) return `attribute ${whole}`;
    }
    if (tag === "br" || tag === "hr") continue;
    if (!slash) open.push(tag);
    else if (open.pop() !== tag) return `closes ${tag}`;
  }
  return open.length > 0 ? `left open: ${open}` : null;
}

const PIECES = [
  ..."<>\"'&`*_[]()!#|-+=~$\\^{}:;/ \n\n\t01ax",
  ...[
    "<script>",
    "</pre>",
    "<img src=x onerror=y>",
    "<svg/onload=x>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<math>",
    "<style>",
  ],
  ...[
    "![a](x)",
    "[a](javascript:x)",
    "[a](data:text/html,x)",
    "https://a.b/?c=d&e",
    "[^1]",
    "[^1]: ",
    "- [x] ",
    "1. ",
    "> ",
  ],
  ...[
    "```js\n",
    "```\n",
    "~~~html\n",
    "|a|b|\n|-|-|\n",
    "$$",
    "$x$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "\\begin{align}",
    "\\end{align}",
  ],
  ...[
    "\\frac{a}{b}",
    "\\href{x}{y}",
    "\\htmlId{a}{b}",
    "\\text{<b>}",
    "\\unicode{x}",
    "\\class{a}{b}",
    "\\style{a}{b}",
    "\\boxed{x}",
  ],
  ...[
    "&lt;",
    "&#60;",
    "&#x202e;",
    "\u202e",
    "\u0000",
    "\ufdd00\ufdd1",
    "\ud800",
    "\u2028",
    "<a@b.c>",
    "<http://x>",
    "\r\n",
    "    ",
  ],
  ...[
    "id=x",
    "name=y",
    "class=z",
    "# ",
    "===\n",
    "---\n",
    "<h1 id=getElementById>",
    "<form name=body>",
    "**",
    "~~",
    "<x-y>",
  ],
];

/** Mulberry32: small, seeded, good enough to choose pieces. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test("random hostile text gives nothing but allowed elements and attributes, twice the same", {
  timeout: 60_000,
}, () => {
  for (let seed = 1; seed <= 1_000; seed += 1) {
    const random = seeded(seed);
    const length = 1 + Math.floor(random() * 60);
    const source = Array.from({ length }, () => PIECES[Math.floor(random() * PIECES.length)]).join("");
    const html = renderMarkdown(source);
    expect(findViolation(html), JSON.stringify({ seed, source, html })).toBeNull();
    if (seed % 50 === 0) expect(renderMarkdown(source)).toBe(html);
  }
});

test.each(['<p id="x">', '<a href="x">', '<p onclick="x">', '<span class="x">', "<p", "<p>", '<div tabindex="1">'])(
  "the check itself sees %s",
  (html) => {
    expect(findViolation(html)).not.toBeNull();
  },
);
