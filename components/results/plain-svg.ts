export type PlainSvg = { node: SVGElement; width: number; height: number };

const SVG = "http://www.w3.org/2000/svg";

/** What a drawing looks like; each is inherited but the opacities. */
const LOOK = [
  ...["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "fill-opacity"],
  ...["stroke-opacity", "font-size", "font-weight", "font-style", "text-anchor", "paint-order"],
];
/** What holds where nothing is said; need not be said. */
const INITIAL: Record<string, string> = {
  ...{ stroke: "none", "stroke-width": "1px", "stroke-dasharray": "none", "stroke-linecap": "butt" },
  ...{ "stroke-linejoin": "miter", "fill-opacity": "1", "stroke-opacity": "1", "font-weight": "400" },
  ...{ "font-style": "normal", "text-anchor": "start", "paint-order": "normal" },
};
const DROPPED = /^(class|style|tabindex|role|data-.*|aria-.*|dominant-baseline|alignment-baseline)$/;

/**
 * A copy of a drawing in which everything that a style sheet says is said by attributes, as programs that draw and set
 * type read it.
 *
 * @param stage in the document, unseen; the copy takes its colours there.
 */
export function toPlainSvg(drawing: SVGSVGElement, stage: HTMLElement): PlainSvg {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  stage.append(copy);
  const node = document.createElementNS(SVG, "g");
  const size = toSize(drawing);
  // all is read before anything is changed: an attribute set on a parent would hide what its children inherit
  const elements = [...copy.querySelectorAll<SVGElement>("*")];
  const looks = elements.map((element) => readLook(element, copy));
  for (const [index, element] of elements.entries()) plain(element, looks[index] ?? {});
  node.append(...copy.childNodes);
  copy.remove();
  for (const hidden of node.querySelectorAll("[display=none]")) hidden.remove();
  removeComments(node);
  return { node, ...size };
}

/** React parts two texts beside each other by a comment. */
function removeComments(node: Element): void {
  const comments = document.createNodeIterator(node, NodeFilter.SHOW_COMMENT);
  for (let comment = comments.nextNode(); comment; comment = comments.nextNode()) (comment as Comment).remove();
}

/** The size it was drawn for; a chart of the page has no other than what it takes up. */
function toSize(drawing: SVGSVGElement): { width: number; height: number } {
  const { width, height } = drawing.viewBox.baseVal ?? {};
  if (width && height) return { width, height };
  const box = drawing.getBoundingClientRect();
  return { width: box.width, height: box.height };
}

type Look = Record<string, string>;

function readLook(element: SVGElement, root: Element): Look {
  const style = getComputedStyle(element);
  const isTop = element.parentElement === root;
  const inherited = isTop ? null : getComputedStyle(element.parentElement as Element);
  const look: Look = {};
  for (const property of LOOK) {
    const value = style.getPropertyValue(property);
    const before = inherited ? inherited.getPropertyValue(property) : INITIAL[property];
    if (value !== before || element.hasAttribute(property)) look[property] = toAttribute(property, value);
  }
  if (style.opacity !== "1") look.opacity = style.opacity;
  if (style.display === "none" || style.visibility === "hidden") look.display = "none";
  // few programs know dominant-baseline; a shift by half a letter's height is the same to the eye
  if (element.tagName === "text" && style.dominantBaseline === "central" && !element.getAttribute("dy")) {
    look.dy = "0.35em";
  }
  return look;
}

function plain(element: SVGElement, look: Look): void {
  for (const { name } of [...element.attributes]) if (DROPPED.test(name)) element.removeAttribute(name);
  for (const [name, value] of Object.entries(look)) {
    // a reference to a pattern comes back with the page's address in it
    if (element.getAttribute(name)?.startsWith("url(")) continue;
    element.setAttribute(name, value);
  }
}

function toAttribute(property: string, value: string): string {
  if (property === "fill" || property === "stroke") return toHex(value);
  return value.replace(/px\b/g, "");
}

/** As sRGB, which every drawing program and LaTeX can read. */
function toHex(colour: string): string {
  const channels = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1);
  if (channels) return `#${channels.map((channel) => Number(channel).toString(16).padStart(2, "0")).join("")}`;
  if (/^rgba\(.*, 0\)$/.test(colour)) return "none";
  return colour;
}
