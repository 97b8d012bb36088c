import { describe, expect, test } from "vitest";
import { renderMarkdown } from "./render-markdown";

const formulas = (source: string) => renderMarkdown(source).match(/<math[ >]/g)?.length ?? 0;

describe("money and other prose stays prose", () => {
  test.each([
    "costs $5 and $10",
    "between $5 and 10$ a month",
    "$5-$7/$9 or US$5 and A$6",
    "He paid $3.50 for it, she 4$",
    "set $HOME/$USER and $PATH",
    "the $ sign and the $ again",
    "from $1,000 to $2,000 (i.e. $1k–$2k)",
    "$5k/mo, $6k/mo",
    "cheap $, moderate $$, dear $$$, wild $$$$",
    "prices: $$ moderate, or $$ dear",
    "\\[citation needed\\] \\[12\\] \\(see below\\)",
    '\\[ {"a": 1}, {"b": 2} \\]',
    "\\$x\\$",
    "it costs $5 and $6, or $7",
    "unclosed \\(x and \\[y and $$z and $w",
  ])("%s", (source) => {
    expect(formulas(source)).toBe(0);
  });
});

describe("maths is maths", () => {
  test.each([
    ["so $x$ is the $n$th, $5x = 10$ and $100$", 4],
    ["it costs 5, and $a=5$", 1],
    ["\\(x\\), \\( a_1 + b \\) and \\(5\\)", 3],
    ["$$a$$", 1],
    ["text\n\\[\nx\n= y\n+ z\n\\]\nmore", 1],
    ["text\n$$\nx\n$$\nmore", 1],
    ["> \\[\n> a\n> + b\n> \\]", 1],
    ["1. one:\n\\[\nx=1\n\\]\n2. two", 1],
    ["|a|\n|-|\n|$|x|$|", 1],
    ["**$x$** _$y$_", 2],
    ["\\begin{align}\na&=b\\\\\nc&=d\n\\end{align}", 1],
    ["$a_1*b_2*c$ and $a*b$", 2],
  ])("%s", (source, count) => {
    expect(formulas(source)).toBe(count);
    expect(renderMarkdown(source)).not.toMatch(/[$\ufdd0]/u);
  });

  test("what stands alone in dollars, double dollars or brackets is displayed, and has no break beside it", () => {
    expect(renderMarkdown("so\n\\[x\\]\nis")).toBe('<p>so<math display="block"><mrow><mi>x</mi></mrow></math>is</p>');
    expect(renderMarkdown("$x$")).toBe("<p><math><mrow><mi>x</mi></mrow></math></p>");
  });
});

test("code is untouched, whatever it looks like", () => {
  expect(renderMarkdown("`$x$` and ``\\(y\\)``")).toBe("<p><code>$x$</code> and <code>\\(y\\)</code></p>");
  expect(renderMarkdown("```\n$x$\n```\n\n    \\[y=1\\] 2*3")).toBe(
    "<pre><code>$x$\n</code></pre>\n<pre><code>\\[y=1\\] 2*3\n</code></pre>",
  );
  expect(renderMarkdown("```math\nx^2\n```")).toBe("<pre><code>x^2\n</code></pre>");
});

test.each([
  "$\\foo{x}$",
  "$\\frac{a$",
  "$x_1_2$",
  "$\\href{javascript:alert(1)}{x}$",
  "$\\url{https://a.b}$",
  "$\\includegraphics{https://a.b/c.png}$",
  "$\\htmlClass{a}{b}$",
  "$\\htmlStyle{color:red}{b}$",
  "$\\def\\a{aa}\\a$",
  "$\\newcommand{\\a}{b}\\a$",
  "$\\gdef\\a{b}$",
  `$${"{".repeat(30)}x${"}".repeat(30)}$`,
])("what KaTeX cannot or may not do is shown as its source: %s", (source) => {
  const shown = renderMarkdown(`a ${source} b`).replace(/<[^>]+>/g, "");
  expect(shown).toBe(`a ${source} b`);
});

test("a formula may not choose colours or leap far over the page", () => {
  const out = renderMarkdown(
    "$\\color{red}x$ $\\colorbox{white}{y}$ $\\fcolorbox{red}{blue}{z}$ $\\kern-99em x$ $\\rule{1em}{9999pt}$ $\\raisebox{99em}{x}$",
  );
  expect(out).not.toMatch(/red|white|blue| style=|[89]{2}/);
});
