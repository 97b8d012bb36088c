import { neutralise } from "./neutralise";
import { element, mapChildren, type TreeNode, text, toPlainText } from "./tree";

/** KaTeX paints what it cannot read in this colour, and nothing else does: it is how a half-read formula is found. */
export const UNREAD_COLOUR = "#bad0ba";

// At 320 px a code block holds 31 characters; what is longer scrolls there, and must be reachable by keyboard.
const FITS_NARROW_SCREEN = 30;

const MAX_LENGTH: Record<string, number> = { em: 10, ex: 20, pt: 100, px: 160, mu: 180, "%": 100 };

/** Keeps of KaTeX's output the MathML alone. A formula that it could not read is shown as the model wrote it. */
export function tidyFormulas(root: TreeNode, sources: string[]): void {
  let seen = 0;
  mapChildren(root, (node) => {
    const classes = node.properties?.className;
    dropHugeLengths(node);
    if (node.tagName === "annotation") return [];
    if (node.tagName === "semantics") return node.children ?? [];
    if (!Array.isArray(classes) || !(classes.includes("katex") || classes.includes("katex-error"))) return [node];
    const source = sources[seen++] ?? toPlainText(node);
    return classes.includes("katex-error") || isHalfRead(node) ? [text(source)] : (node.children ?? []);
  });
}

/** KaTeX's maxSize binds its HTML only: in MathML `\rule{1em}{9999em}` would push the page away. */
function dropHugeLengths(node: TreeNode): void {
  for (const [name, value] of Object.entries(node.properties ?? {})) {
    const lengths = String(value).matchAll(/(\d*\.?\d+)(em|ex|pt|px|mu|cm|mm|in|%)/g);
    if ([...lengths].some(([, size, unit]) => Number(size) > (MAX_LENGTH[unit ?? ""] ?? 0)))
      delete node.properties?.[name];
  }
}

function isHalfRead(node: TreeNode): boolean {
  return node.properties?.mathcolor === UNREAD_COLOUR || (node.children ?? []).some(isHalfRead);
}

/** Tables, long code and long formulas scroll sideways, in a region that the keyboard reaches (WCAG 2.1.1). */
export function frameWideBlocks(root: TreeNode): void {
  mapChildren(root, (node) => {
    // a language within a language gets a span of its own, with no class that is let through
    if (node.tagName === "span" && !String(node.properties?.className).includes("hljs-")) return node.children ?? [];
    if (node.tagName === "table") return [frame("Table", node)];
    if (node.tagName === "pre")
      return longestLine(toPlainText(node)) > FITS_NARROW_SCREEN ? [frame("Code", node)] : [node];
    const only = node.tagName === "p" && node.children?.length === 1 ? node.children[0] : undefined;
    const isDisplayed = only?.tagName === "math" && only.properties?.display === "block";
    return isDisplayed && toPlainText(only).length > FITS_NARROW_SCREEN ? [frame("Formula", only)] : [node];
  });
}

// A group and not a region: a region is a landmark, and two answers full of code would litter the page with equal ones.
function frame(ariaLabel: string, child: TreeNode): TreeNode {
  return element("div", { className: ["scroll"], tabIndex: 0, role: "group", ariaLabel }, [child]);
}

function longestLine(code: string): number {
  return code.split("\n").reduce((longest, line) => Math.max(longest, line.length), 0);
}

/** Last of all: numeric references (`&#x202e;`) have been decoded by now, so nothing slips past. */
export function neutraliseTexts(root: TreeNode): void {
  mapChildren(root, (node) => {
    if (node.type === "text") node.value = neutralise(node.value ?? "");
    return [node];
  });
}
