import { isValidElement, type ReactNode } from "react";
import { loadFaces, type Weight } from "@/lib/text/typeface";

/** What a drawing's parts have from those that they stand in. */
export type Look = {
  fill: string;
  stroke: string;
  strokeWidth: number;
  dash: number[] | null;
  cap: "butt" | "square";
  fontSize: number;
  weight: Weight;
  anchor: "start" | "middle" | "end";
};

type SpanProps = Record<string, unknown> & { children?: ReactNode };

/** Letters of one look. */
type Run = { text: string; look: Look };

/** What stands in a text element, its spans' looks read by `toLook`. */
export function toRuns(children: ReactNode, look: Look, toLook: (props: SpanProps, look: Look) => Look): Run[] {
  if (children === null || children === undefined || typeof children === "boolean") return [];
  if (Array.isArray(children)) return children.flatMap((child) => toRuns(child, look, toLook));
  if (isValidElement<SpanProps>(children)) return toRuns(children.props.children, toLook(children.props, look), toLook);
  return [{ text: String(children), look }];
}

export type Typesetter = { write(runs: Run[], x: number, y: number, anchor: Look["anchor"]): void };

type Glyphs = { hasGlyphForCodePoint(code: number): boolean };

/** Sets texts with kerning and figures of one width, each character in the first face that has it. */
export async function openTypesetter(doc: PDFKit.PDFDocument): Promise<Typesetter> {
  const faces = (await loadFaces()).map(({ weight, font }, index) => {
    const name = `face-${index}`;
    doc.registerFont(name, font);
    return { weight, name };
  });
  const glyphs = new Map<string, Glyphs>();
  const glyphsOf = (name: string): Glyphs => {
    const known = glyphs.get(name);
    if (known) return known;
    // what pdfkit holds of a font is not in its types
    const opened = (doc.font(name) as unknown as { _font: { font: Glyphs } })._font.font;
    glyphs.set(name, opened);
    return opened;
  };
  const choose = (character: string, weight: Weight): string => {
    const own = faces.filter((face) => face.weight === weight);
    const code = character.codePointAt(0) ?? 0;
    return (own.find(({ name }) => glyphsOf(name).hasGlyphForCodePoint(code)) ?? own[0])?.name ?? "Helvetica";
  };
  const split = ({ text, look }: Run) => {
    const pieces: { text: string; face: string; look: Look }[] = [];
    for (const character of text) {
      const face = choose(character, look.weight);
      const last = pieces.at(-1);
      if (last?.face === face) last.text += character;
      else pieces.push({ text: character, face, look });
    }
    return pieces;
  };
  const options = { lineBreak: false, features: ["kern", "tnum"] as PDFKit.Mixins.OpenTypeFeatures[] };
  return {
    write(runs, x, y, anchor) {
      const pieces = runs.flatMap(split).map((piece) => {
        const width = doc.font(piece.face).fontSize(piece.look.fontSize).widthOfString(piece.text, options);
        return { ...piece, width };
      });
      const total = pieces.reduce((sum, { width }) => sum + width, 0);
      let at = x - (anchor === "middle" ? total / 2 : anchor === "end" ? total : 0);
      for (const { text, face, look, width } of pieces) {
        doc.font(face).fontSize(look.fontSize).fillColor(look.fill);
        doc.text(text, at, y, { ...options, baseline: "alphabetic" });
        at += width;
      }
    },
  };
}
