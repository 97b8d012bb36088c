import { inflateSync } from "node:zlib";
import { createElement as element } from "react";
import { describe, expect, it } from "vitest";
import { toFigureFiles } from "@/components/results/figure-files";
import { toPdf } from "@/components/results/figure-pdf";
import { makePair } from "@/components/results/testing/make-pair";
import type { Analysis } from "@/lib/results/analysis-schema";

const AT = new Date("2026-01-02T03:04:05Z");
const pairs = [
  makePair({ better: 5, tied: 2, worse: 3, votes: 1234, published: { better: 48, tied: 22, worse: 30 } }),
  makePair({ opponent: "Müller-13B Δ", reason: "No votes yet." }),
];
const analysis = {
  ...{ study: "koala-again", protocolHash: "9f2c41d7", votes: 10, raters: 2, prompts: 5, methods: {} },
  pairs,
} as unknown as Analysis;

describe("toFigureFiles", () => {
  it("draws a vector PDF of one page with its fonts within, and the same bytes each time", async () => {
    const { pdf } = await toFigureFiles(analysis, AT);
    const text = pdf.toString("latin1");
    expect(text.startsWith("%PDF-")).toBe(true);
    expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(text).toContain("IBMPlexSans");
    expect(text).not.toContain("/Subtype /Image");
    expect(contentsOf(pdf)).toMatch(/ re\n|0 0 \d+ \d+ re/);
    expect((await toFigureFiles(analysis, AT)).pdf.equals(pdf)).toBe(true);
  });

  it("draws a PNG that is as large on paper as the SVG, at 300 dots an inch", async () => {
    const { svg, png } = await toFigureFiles(analysis, AT);
    const [, width] = /width="(\d+)"/.exec(svg) ?? [];
    expect(png.readUInt32BE(16)).toBe(Math.round((Number(width) * 300) / 96));
    const chunk = png.indexOf("pHYs");
    expect(png.readUInt32BE(chunk + 4)).toBe(11811);
  });
});

describe("toPdf", () => {
  it("refuses what it cannot draw instead of leaving it out", async () => {
    const size = { width: 10, height: 10, title: "", createdAt: AT };
    await expect(toPdf(element("image"), size)).rejects.toThrow("<image>");
    await expect(toPdf(element("g", { transform: "rotate(3)" }), size)).rejects.toThrow("rotate(3)");
  });
});

/** A page's drawing instructions. */
function contentsOf(pdf: Buffer): string {
  const from = pdf.indexOf("stream\n") + "stream\n".length;
  return inflateSync(pdf.subarray(from, pdf.indexOf("\nendstream", from))).toString("latin1");
}
