import type { DrawingFile } from "@/components/results/drawing-file";
import { withResolution } from "@/components/results/png-resolution";

export const DPI = 300;
/** SVG's pixel is a 96th of an inch. */
const SCALE = DPI / 96;

/** @throws {Error} the browser has no canvas of that size, or could not draw the file. */
export async function toPng({ markup, width, height }: DrawingFile): Promise<Blob> {
  const image = new Image();
  // the content policy lets pictures come from here and from data addresses, and from nowhere else
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(markup)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * SCALE);
  canvas.height = Math.round(height * SCALE);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("the canvas is too large");
  return new Blob([withResolution(new Uint8Array(await blob.arrayBuffer()), DPI)], { type: "image/png" });
}
