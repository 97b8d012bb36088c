import { toPdf } from "@/components/results/figure-pdf";
import { toFigurePng } from "@/components/results/figure-png";
import { drawFigure, toFigureFile } from "@/components/results/figure-svg";
import type { Analysis } from "@/lib/results/analysis-schema";

export type FigureFiles = { svg: string; pdf: Buffer; png: Buffer };

/** The matrix for a paper: as vector SVG and PDF, and as PNG of 300 dots an inch. */
export async function toFigureFiles(
  analysis: Omit<Analysis, "version" | "computedAt">,
  createdAt: Date,
): Promise<FigureFiles> {
  const { drawing, ...size } = drawFigure(analysis);
  const svg = toFigureFile(analysis);
  const title = `${analysis.study}: percent of votes`;
  return { svg, pdf: await toPdf(drawing, { ...size, title, createdAt }), png: await toFigurePng(svg) };
}
