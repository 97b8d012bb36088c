import { embedFonts } from "@/components/results/embedded-fonts";
import { PRINT } from "@/components/results/palette";
import { placeDrawings } from "@/components/results/place-drawings";
import { toPlainSvg } from "@/components/results/plain-svg";

export type DrawingFile = { markup: string; width: number; height: number };

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 16;
const LEGEND_LINE = 24;
const FONT = "'IBM Plex Sans', 'Helvetica Neue', Helvetica, Arial, sans-serif";

/**
 * A panel's drawing as an SVG file that needs nothing beside itself: on white paper whatever the reader's theme, its
 * colours in sRGB, its typeface within, its legend over it.
 *
 * @param figure of a Panel. What it holds as `Drawing` is taken, else its charts.
 * @throws {Error} there is nothing drawn, or the typeface could not be read.
 */
export async function toDrawingFile(figure: HTMLElement): Promise<DrawingFile> {
  const stage = openStage();
  try {
    const drawings = findDrawings(figure).map((drawing) => toPlainSvg(drawing, stage));
    if (drawings.length === 0) throw new Error("nothing is drawn");
    const { placed, ...size } = placeDrawings(drawings);
    const legend = toLegend(figure, size.width, stage);
    const root = make("svg", { xmlns: SVG, "font-family": FONT, role: "img" });
    const width = Math.ceil(Math.max(size.width, legend.width) + 2 * MARGIN);
    const height = Math.ceil(size.height + legend.height + 2 * MARGIN);
    for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) {
      root.setAttribute(name, String(value));
    }
    root.append(makeText("title", toWords(figure.querySelector("h2, h3, h4"))));
    root.append(makeText("desc", `${document.title}. ${toWords(figure.querySelector("figcaption"))}`));
    root.append(make("rect", { width, height, fill: PRINT.paper }));
    root.append(move(legend.node, MARGIN, MARGIN));
    for (const { node, x, y } of placed) root.append(move(node, MARGIN + x, MARGIN + legend.height + y));
    const style = makeText("style", await embedFonts(root.textContent ?? ""));
    root.prepend(style);
    const markup = `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
    return { markup, width, height };
  } finally {
    stage.remove();
  }
}

function findDrawings(figure: HTMLElement): SVGSVGElement[] {
  const made = [...figure.querySelectorAll<SVGSVGElement>("svg[data-drawing]")];
  return made.length > 0 ? made : [...figure.querySelectorAll<SVGSVGElement>(".recharts-wrapper > svg")];
}

/** A place off the page where the tokens have the values of print, in any theme. */
function openStage(): HTMLElement {
  const stage = document.createElement("div");
  for (const [name, value] of Object.entries(PRINT)) {
    stage.style.setProperty(`--color-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value);
  }
  stage.style.color = PRINT.ink;
  stage.style.position = "fixed";
  stage.style.insetInlineStart = "-99999px";
  stage.setAttribute("aria-hidden", "true");
  document.body.append(stage);
  return stage;
}

/** The legend's entries in a row, or in more where they do not fit. */
function toLegend(figure: HTMLElement, drawnWidth: number, stage: HTMLElement) {
  const node = make("g", { "font-size": "13", fill: PRINT.ink });
  const room = Math.max(560, drawnWidth);
  let x = 0;
  let y = 0;
  let width = 0;
  for (const entry of figure.querySelectorAll("[data-legend] > li")) {
    const text = toWords(entry);
    const swatch = entry.querySelector("svg");
    const mark = swatch ? toPlainSvg(swatch, stage) : null;
    const taken = (mark ? mark.width + 8 : 0) + measure(text) + 24;
    if (x > 0 && x + taken > room) {
      x = 0;
      y += LEGEND_LINE;
    }
    if (mark) node.append(move(mark.node, x, y));
    const label = makeText("text", text);
    label.setAttribute("x", String(x + (mark ? mark.width + 8 : 0)));
    label.setAttribute("y", String(y + 11.5));
    node.append(label);
    x += taken;
    width = Math.max(width, x);
  }
  return { node, width, height: width === 0 ? 0 : y + LEGEND_LINE + 10 };
}

/** Pixels, with room to spare for another typeface in a reader's program. */
function measure(text: string): number {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return text.length * 8;
  context.font = '13px "IBM Plex Sans Variable", sans-serif';
  return context.measureText(text).width * 1.06;
}

function toWords(element: Element | null): string {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}

function make(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key !== "xmlns") element.setAttribute(key, String(value));
  }
  return element;
}

function makeText(name: string, text: string): SVGElement {
  const element = make(name, {});
  element.textContent = text;
  return element;
}

function move(node: SVGElement, x: number, y: number): SVGElement {
  node.setAttribute("transform", `translate(${x} ${y})`);
  return node;
}
