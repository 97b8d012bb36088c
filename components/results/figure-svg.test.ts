import { createElement as element } from "react";
import { describe, expect, it } from "vitest";
import { toFigureFile } from "@/components/results/figure-svg";
import { toSvgMarkup } from "@/components/results/svg-markup";
import { makePair } from "@/components/results/testing/make-pair";
import { wrapWords } from "@/components/results/wrap-words";
import type { Analysis, PairAnalysis } from "@/lib/results/analysis-schema";

const draw = (...pairs: PairAnalysis[]) => {
  const counts = { votes: 10, raters: 2, prompts: 5 };
  return toFigureFile({ study: "koala-again", protocolHash: "9f2c41d7", ...counts, methods: {}, pairs } as Analysis);
};

describe("toFigureFile", () => {
  it("prints the figures, the counts and what it was drawn from", () => {
    const file = draw(makePair({ better: 5, tied: 2, worse: 3, votes: 1234, raters: 2, prompts: 5 }));
    for (const text of [">50<", ">20<", ">30<", ">1,234<", "v Alpaca", "Koala better", "protocol 9f2c41d7"]) {
      expect(file).toContain(text);
    }
    expect(file).not.toMatch(/NaN|undefined|Infinity|var\(|class/);
  });

  it("draws a frame with the reason where there are no votes", () => {
    const file = draw(makePair({ reason: "No votes yet." }));
    expect(file).toContain("stroke-dasharray");
    expect(file.replace(/<[^>]+>/g, " ")).toMatch(/No votes\s+yet\./);
    expect(file).not.toMatch(/NaN|undefined/);
  });

  it("names BAIR only where its figures stand", () => {
    const published = { better: 48, tied: 22, worse: 30 };
    expect(draw(makePair({ better: 1, published }))).toContain("48 / 22 / 30");
    expect(draw(makePair({ better: 1 }))).not.toContain("BAIR");
  });

  it("cannot be broken by a model's name", () => {
    const file = draw(makePair({ opponent: '<script>"&\u0000\uD800', better: 1 }));
    expect(file).toContain("&lt;script&gt;");
    expect(file).not.toContain("<script>");
    expect(file).not.toMatch(/\p{Cs}|\0/u);
  });

  it("breaks a prompt set's name that is longer than its bars are broad, and moves the bars down", () => {
    const pair = { better: 1, promptSet: "Self-instruct, user-oriented, and what else was asked" };
    const file = draw(makePair(pair));
    expect(file).toMatch(/>Self-instruct,</);
    expect(file).toMatch(/>percent of votes</);
    expect(file).toMatch(/translate\(0 \d+\)/);
    const height = (drawn: string) => Number(/ height="(\d+)"/.exec(drawn)?.[1]);
    expect(height(file)).toBeGreaterThan(height(draw(makePair({ better: 1, promptSet: "Koala" }))));
    expect(
      draw(...[1, 2, 3, 4].map((better) => makePair({ better, opponent: `m${better}`, promptSet: "Koala" }))),
    ).toMatch(/>Koala<tspan[^>]*>.· percent of votes</);
  });

  it("is a drawing even of a study without panels", () => {
    expect(draw()).toContain("</svg>");
  });
});

describe("toSvgMarkup", () => {
  it("refuses what it cannot draw instead of leaving it out", () => {
    expect(() => toSvgMarkup(element(class extends Object {} as never))).toThrow();
  });
});

describe("wrapWords", () => {
  it("breaks at spaces and after hyphens, and elsewhere only where it must", () => {
    expect(wrapWords("alpaca-13b v gpt-4", 90, 7)).toEqual(["alpaca-13b v", "gpt-4"]);
    expect(wrapWords("v Koala-Distill", 80, 7)).toEqual(["v Koala-", "Distill"]);
    expect(wrapWords("abcdefghijkl", 60, 7)).toEqual(["abcdefgh", "ijkl"]);
    expect(wrapWords("", 60, 7)).toEqual([]);
  });
});
