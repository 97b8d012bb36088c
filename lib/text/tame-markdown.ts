import { type Maths, restoreMaths, splitAtMaths } from "./extract-maths";
import { mapChildren, type TreeNode, text, toPlainText } from "./tree";

const MAX_FORMULAS = 500;
const MAX_TEX_TOTAL = 40_000;
const MAX_BRACES = 24;
const MAX_HIGHLIGHTED = 20_000;
const MAX_HIGHLIGHTED_TOTAL = 60_000;

// A definition lets a few characters of TeX grow into megabytes of MathML, and `\gdef` would outlive its formula.
const DEFINES =
  /\\(?:[egx]?def|(?:re|provide)?newcommand|(?:renew|provide)command|let|futurelet|global|long)(?![A-Za-z])/;

/**
 * Makes a parsed Markdown tree one that shows everything and can do nothing: links and images become their text and address,
 * footnotes and task marks become text where they stand, headings go below the page's own, a line break stays one.
 *
 * @returns the source of each formula that was put into the tree, in the order of the document.
 */
export function tameMarkdown(root: TreeNode, maths: Maths[]): string[] {
  const budget = { highlighted: MAX_HIGHLIGHTED_TOTAL };
  mapChildren(root, (node) => tameNode(node, maths, budget));
  const placed: Maths[] = [];
  mapChildren(root, (node) => (node.type === "text" ? breakLines(node.value ?? "", maths, placed) : [node]));
  return placed.map((formula) => formula.source);
}

function tameNode(node: TreeNode, maths: Maths[], budget: { highlighted: number }): TreeNode[] {
  switch (node.type) {
    case "link":
      return showLink(node, maths);
    case "image":
      return [text(`![${node.alt ?? ""}](${node.url ?? ""})`)];
    case "html":
      return [text(node.value ?? "")];
    case "heading":
      return [{ ...node, depth: Math.min((node.depth ?? 1) + 3, 6) }];
    case "footnoteReference":
      return [footnoteMark(node)];
    case "footnoteDefinition":
      return prefixFirstParagraph(node.children ?? [], [footnoteMark(node), text(" ")]);
    case "listItem":
      if (typeof node.checked !== "boolean") return [node];
      return [
        {
          ...node,
          checked: null,
          children: prefixFirstParagraph(node.children ?? [], [text(node.checked ? "☑ " : "☐ ")]),
        },
      ];
    case "inlineCode":
      return [{ ...node, value: restoreMaths(node.value ?? "", maths) }];
    case "code":
      return [tameCode(node, maths, budget)];
    default:
      return [node];
  }
}

function tameCode(node: TreeNode, maths: Maths[], budget: { highlighted: number }): TreeNode {
  const value = restoreMaths(node.value ?? "", maths);
  const lang = (node.lang ?? "").toLowerCase();
  // "math" would make rehype-katex take the block for a formula, past the limits above
  const known = /^[a-z][a-z0-9+#-]{0,19}$/.test(lang) && lang !== "math";
  if (!known || value.length > Math.min(MAX_HIGHLIGHTED, budget.highlighted))
    return { ...node, value, lang: null, meta: null };
  budget.highlighted -= value.length;
  return { ...node, value, lang, meta: null };
}

/** A rater must not leave the page, and an address is part of the answer: it is written out after the words of the link. */
function showLink(node: TreeNode, maths: Maths[]): TreeNode[] {
  const url = restoreMaths(node.url ?? "", maths);
  const words = restoreMaths(toPlainText(node), maths);
  if (url === words || url === `http://${words}` || url === `mailto:${words}`) return [text(words)];
  const address = { type: "address", data: { hName: "bdi" }, children: [text(url)] };
  return [...(node.children ?? []), text(" ("), address, text(")")];
}

function footnoteMark(node: TreeNode): TreeNode {
  const label = node.label ?? node.identifier ?? "";
  return { type: "footnoteMark", data: { hName: "sup" }, children: [text(`[${label}]`)] };
}

function prefixFirstParagraph(blocks: TreeNode[], prefix: TreeNode[]): TreeNode[] {
  const [first, ...rest] = blocks;
  if (first?.type === "paragraph") return [{ ...first, children: [...prefix, ...(first.children ?? [])] }, ...rest];
  return [{ type: "paragraph", children: prefix }, ...blocks];
}

function breakLines(value: string, maths: Maths[], placed: Maths[]): TreeNode[] {
  return splitAtMaths(value, maths).flatMap((part, index, parts) => {
    if (typeof part !== "string") return [placeFormula(part, placed)];
    const [before, after] = [parts[index - 1], parts[index + 1]];
    // a displayed formula stands on a line of its own already
    let words = part;
    if (typeof before === "object" && before.display) words = words.replace(/^[ \t]*\n/, "");
    if (typeof after === "object" && after.display) words = words.replace(/\n[ \t]*$/, "");
    return words.split("\n").flatMap((line, row) => (row === 0 ? [text(line)] : [{ type: "break" }, text(line)]));
  });
}

function placeFormula(formula: Maths, placed: Maths[]): TreeNode {
  if (formula.tex === "") return text(formula.source);
  const spent = placed.reduce((sum, one) => sum + one.tex.length, 0);
  const tooMuch = placed.length >= MAX_FORMULAS || spent + formula.tex.length > MAX_TEX_TOTAL;
  if (tooMuch || DEFINES.test(formula.tex) || braceDepth(formula.tex) > MAX_BRACES) return text(formula.source);
  placed.push(formula);
  const className = [formula.display ? "math-display" : "math-inline"];
  return { type: "formula", data: { hName: "code", hProperties: { className } }, children: [text(formula.tex)] };
}

/** How deep a formula nests, in braces, fences and environments: KaTeX and all that walks its output recurse this deep. */
function braceDepth(tex: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of tex.matchAll(/\\(?:left|right|begin|end)(?![A-Za-z])|\\[\s\S]|[{}]/g)) {
    if (token === "{" || token === "\\left" || token === "\\begin") deepest = Math.max(deepest, ++depth);
    else if (token === "}" || token === "\\right" || token === "\\end") depth -= 1;
  }
  return deepest;
}
