import PDFDocument from "pdfkit";
import { Fragment, isValidElement, type ReactNode } from "react";
import { type Look, openTypesetter, type Typesetter, toRuns } from "@/components/results/figure-type";
import type { Weight } from "@/lib/text/typeface";

/** SVG's pixel is a 96th of an inch, PDF's point a 72nd. */
const POINTS = 72 / 96;

type Size = { width: number; height: number; title: string; createdAt: Date };
type Props = Record<string, unknown> & { children?: ReactNode };

const PLAIN: Look = {
  fill: "black",
  stroke: "none",
  strokeWidth: 1,
  dash: null,
  cap: "butt",
  fontSize: 16,
  weight: 400,
  anchor: "start",
};

/**
 * A drawing as a vector PDF of one page, its texts as text. Understands what our drawings are made of: g, rect, path,
 * circle, text, tspan, title and desc, with attributes and translations.
 *
 * @throws {TypeError} an element that it does not know: better no figure than one that lacks a part.
 */
export async function toPdf(drawing: ReactNode, { width, height, title, createdAt }: Size): Promise<Buffer> {
  const doc = new PDFDocument({
    size: [width * POINTS, height * POINTS],
    margin: 0,
    info: { Title: title, Creator: "Eucalypt", CreationDate: createdAt, ModDate: createdAt },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<Buffer>((resolve, reject) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
  });
  const typesetter = await openTypesetter(doc);
  doc.scale(POINTS);
  draw(drawing, PLAIN, { doc, typesetter });
  doc.end();
  return ended;
}

type Target = { doc: PDFKit.PDFDocument; typesetter: Typesetter };

function draw(node: ReactNode, look: Look, target: Target): void {
  if (node === null || node === undefined || typeof node === "boolean") return;
  if (Array.isArray(node)) {
    for (const child of node) draw(child, look, target);
    return;
  }
  if (!isValidElement<Props>(node)) throw new TypeError("Text stands outside of a text element.");
  const { type, props } = node;
  if (type === Fragment) draw(props.children, look, target);
  else if (typeof type === "function") draw((type as (props: unknown) => ReactNode)(props), look, target);
  else drawElement(String(type), props, toLook(props, look), target);
}

function drawElement(name: string, props: Props, look: Look, target: Target): void {
  const { doc } = target;
  const number = (key: string) => Number(props[key] ?? 0);
  switch (name) {
    case "title":
    case "desc":
      return;
    case "svg":
    case "g":
      doc.save();
      translate(doc, props.transform);
      draw(props.children, look, target);
      doc.restore();
      return;
    case "rect":
      paint(doc, look, () => doc.rect(number("x"), number("y"), number("width"), number("height")));
      return;
    case "path":
      paint(doc, look, () => doc.path(String(props.d)));
      return;
    case "circle":
      paint(doc, look, () => doc.circle(number("cx"), number("cy"), number("r")));
      return;
    case "text":
      target.typesetter.write(toRuns(props.children, look, toLook), number("x"), number("y"), look.anchor);
      return;
    default:
      throw new TypeError(`A figure's file has no place for <${name}>.`);
  }
}

function toLook(props: Props, look: Look): Look {
  const given = <T>(key: string, to: (value: string) => T, otherwise: T) =>
    props[key] === undefined ? otherwise : to(String(props[key]));
  return {
    fill: given("fill", String, look.fill),
    stroke: given("stroke", String, look.stroke),
    strokeWidth: given("strokeWidth", Number, look.strokeWidth),
    dash: given("strokeDasharray", (value) => value.split(/[\s,]+/).map(Number), look.dash),
    cap: given("strokeLinecap", (value) => (value === "square" ? "square" : "butt"), look.cap),
    fontSize: given("fontSize", Number, look.fontSize),
    weight: given("fontWeight", (value) => Number(value) as Weight, look.weight),
    anchor: given("textAnchor", (value) => value as Look["anchor"], look.anchor),
  };
}

function translate(doc: PDFKit.PDFDocument, transform: unknown): void {
  if (transform === undefined) return;
  const found = /^translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)$/.exec(String(transform));
  if (!found) throw new TypeError(`A figure's file has no place for the transform ${transform}.`);
  doc.translate(Number(found[1]), Number(found[2]));
}

function paint(doc: PDFKit.PDFDocument, { fill, stroke, strokeWidth, dash, cap }: Look, trace: () => void): void {
  const isFilled = fill !== "none";
  const isStroked = stroke !== "none";
  if (!isFilled && !isStroked) return;
  doc.save();
  trace();
  doc.lineWidth(strokeWidth).lineCap(cap);
  // a dash of one length and a gap of another
  if (dash) doc.dash(dash[0] ?? 1, { space: dash[1] ?? dash[0] ?? 1 });
  if (isFilled && isStroked) doc.fillAndStroke(fill, stroke);
  else if (isFilled) doc.fill(fill);
  else doc.stroke(stroke);
  doc.restore();
}
