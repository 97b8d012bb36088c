import "server-only";
import PDFDocument from "pdfkit";
import type { Preregistration, PreregistrationSection } from "@/lib/studies/preregistration";
import { openTypeface, type Typeface } from "@/lib/studies/preregistration-typeface";

const SIZE = { title: 20, head: 13, text: 10, note: 8.5 };
const INK = "#1d2420";
const MUTED = "#59635d";
const RULE = "#c9d0cb";
/** Points. */
const MARGIN = 60;
const INDENT = 14;

/**
 * The protocol as a PDF of A4 pages: the sections of the Markdown, in the same order and the same words.
 *
 * @param made.at stands in the file as its date, so that the same protocol is the same file.
 */
export async function toPdf(document: Preregistration, made: { at: Date; footer: string }): Promise<Buffer> {
  const doc = new PDFDocument({
    ...{ size: "A4", margin: MARGIN, bufferPages: true, lang: "en", displayTitle: true },
    info: { Title: document.title, Creator: "Eucalypt", CreationDate: made.at, ModDate: made.at },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<Buffer>((resolve, reject) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
  });
  const typeface = await openTypeface(doc);
  drawHead(doc, typeface, document);
  for (const section of document.sections) drawSection(doc, typeface, section);
  if (typeface.lacks() > 0) drawNote(doc, typeface);
  drawFooters(doc, typeface, made.footer);
  doc.end();
  return ended;
}

function drawHead(doc: PDFKit.PDFDocument, typeface: Typeface, { title, facts }: Preregistration): void {
  typeface.write(title, { weight: 600, size: SIZE.title, color: INK });
  doc.moveDown(0.4);
  for (const fact of facts) drawFact(doc, typeface, fact);
}

function drawSection(doc: PDFKit.PDFDocument, typeface: Typeface, section: PreregistrationSection): void {
  const { title, facts, texts = [] } = section;
  // a heading stands with what it is over
  if (doc.y > doc.page.height - MARGIN - 90) doc.addPage();
  doc.moveDown(0.9);
  const { y } = doc;
  doc.moveTo(MARGIN, y).lineTo(doc.page.width - MARGIN, y);
  doc.lineWidth(0.5).strokeColor(RULE).stroke();
  doc.moveDown(0.6);
  doc.outline.addItem(title);
  typeface.write(title, { weight: 600, size: SIZE.head, color: INK });
  doc.moveDown(0.3);
  for (const fact of facts) drawFact(doc, typeface, fact);
  for (const { label, text } of texts) drawText(doc, typeface, label, text);
}

function drawFact(doc: PDFKit.PDFDocument, typeface: Typeface, [label, text]: [string, string]): void {
  if (doc.y > doc.page.height - MARGIN - 30) doc.addPage();
  typeface.write(label, { weight: 400, size: SIZE.note, color: MUTED });
  typeface.write(text.replace(/\s+/g, " ").trim(), { weight: 400, size: SIZE.text, color: INK });
  doc.moveDown(0.35);
}

/** As raters' Markdown was written, line by line. */
function drawText(doc: PDFKit.PDFDocument, typeface: Typeface, label: string, text: string): void {
  typeface.write(label, { weight: 400, size: SIZE.note, color: MUTED });
  for (const line of text.trim().split("\n")) {
    if (line.trim() === "") doc.moveDown(0.4);
    else typeface.write(line, { weight: 400, size: SIZE.text, color: INK, indent: INDENT });
  }
  doc.moveDown(0.5);
}

function drawNote(doc: PDFKit.PDFDocument, typeface: Typeface): void {
  doc.moveDown(0.8);
  const note = `${typeface.lacks()} characters of the texts above have no letter in this file’s typeface. The Markdown has them all.`;
  typeface.write(note, { weight: 400, size: SIZE.note, color: MUTED });
}

/** Below the margin, where pdfkit would break the page unless it is told that there is none. */
function drawFooters(doc: PDFKit.PDFDocument, typeface: Typeface, footer: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let index = start; index < start + count; index++) {
    doc.switchToPage(index);
    const { bottom } = doc.page.margins;
    doc.page.margins.bottom = 0;
    doc.x = MARGIN;
    doc.y = doc.page.height - MARGIN + 18;
    typeface.write(`${footer}  ·  ${index + 1} of ${count}`, { weight: 400, size: SIZE.note, color: MUTED });
    doc.page.margins.bottom = bottom;
  }
}
