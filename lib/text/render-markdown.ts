import rehypeHighlight from "rehype-highlight";
import rehypeKatex from "rehype-katex";
import rehypeSanitize from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { type Processor, unified } from "unified";
import { finalSchema, markdownSchema } from "./allowed-markup";
import { extractMaths } from "./extract-maths";
import { frameWideBlocks, neutraliseTexts, tidyFormulas, UNREAD_COLOUR } from "./finish-html";
import { neutralise } from "./neutralise";
import { renderPreformatted } from "./preformatted";
import { tameMarkdown } from "./tame-markdown";
import { isTooTangled } from "./too-tangled";
import { measureTree, type TreeNode } from "./tree";

/** Stored beside every rendered text; a new value has all of them rendered again. */
export const RENDERER_VERSION = "1";

const MAX_DEPTH = 100;
const MAX_NODES = 50_000;

const katexOptions = {
  output: "mathml",
  trust: false,
  strict: "ignore",
  maxExpand: 200,
  maxSize: 10,
  errorColor: UNREAD_COLOUR,
} as const;

const parser = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(withoutHtml).freeze();

const renderer = unified()
  .use(remarkRehype)
  .use(rehypeSanitize, markdownSchema)
  .use(rehypeKatex, katexOptions)
  .use(() => (tree, file) => tidyFormulas(tree as TreeNode, file.data.formulas as string[]))
  .use(rehypeHighlight, { detect: false })
  .use(() => (tree) => frameWideBlocks(tree as TreeNode))
  .use(() => (tree) => neutraliseTexts(tree as TreeNode))
  .use(lastGate)
  .use(rehypeStringify)
  .freeze();

/**
 * A model's or a user's Markdown as HTML that is safe to put into a page: Markdown → sanitised → maths as MathML → highlighted.
 * Hostile input is expected: raw HTML, images and links come out as text, and only the elements and attributes of
 * `allowed-markup.ts` occur. Same input, same output. Never throws.
 *
 * Too much nesting or size (`too-tangled.ts`, 100 levels, 50,000 nodes) gives the text as it was written, in one `<pre>`.
 * Wrap the result in an element with class `prose` and `dir="auto"`.
 */
export function renderMarkdown(source: string): string {
  const clean = neutralise(source.replace(/\r\n?/g, "\n"));
  if (isTooTangled(clean)) return renderPreformatted(clean);
  try {
    const { markdown, maths } = extractMaths(clean);
    const tree = parser.parse(markdown) as TreeNode;
    const { depth, nodes } = measureTree(tree);
    if (depth > MAX_DEPTH || nodes > MAX_NODES) return renderPreformatted(clean);
    const formulas = tameMarkdown(tree, maths);
    const html = renderer.runSync(tree as Parameters<typeof renderer.runSync>[0], { data: { formulas } });
    return renderer.stringify(html);
  } catch {
    // one text that a library stumbles over must not keep a study from opening
    return renderPreformatted(clean);
  }
}

/** Under a name of its own: a plugin used twice under one name is one plugin, with the first's place and the last's options. */
function lastGate(): ReturnType<typeof rehypeSanitize> {
  return rehypeSanitize(finalSchema);
}

/**
 * HTML and link definitions are not syntax here but words: a model that writes `<div>` or `[Narrator]: hello` is seen to.
 */
function withoutHtml(this: Processor): void {
  const data = this.data();
  const noHtml = { disable: { null: ["htmlFlow", "htmlText", "definition"] } };
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), noHtml];
}
