import { expect, test } from "vitest";
import { type DrawnResponse, drawComparisons, explainNothingDrawn } from "@/lib/studies/draw-comparisons";
import type { Protocol } from "@/lib/studies/schema";
import { getTemplate } from "@/lib/studies/templates/registry";

const promptSet = { id: "set-1", name: "set", version: 1 };
const PROMPTS = ["p1", "p2"].map((id) => ({ id, externalId: id, promptSet }));
const PROTOCOL: Protocol = {
  ...getTemplate("koala-2023"),
  promptSets: [{ name: "set", version: 1, digest: "d" }],
  models: ["ref", "a", "b"],
  reference: "ref",
  pairs: [
    ["ref", "a"],
    ["ref", "b"],
  ],
  frozen: null,
};

function respond(promptId: string, model: string, parts: Partial<DrawnResponse> = {}): DrawnResponse {
  return {
    id: `${promptId}-${model}`,
    promptId,
    model,
    digest: "x",
    isEmpty: false,
    namesItself: false,
    flags: [],
    ...parts,
  };
}

const NONE = { missing: 0, empty: 0, selfNaming: 0, cutShort: 0, repeated: 0, promptCut: 0 };

test("a response that is missing, empty or names itself takes its comparisons along and is counted", () => {
  const drawing = drawComparisons(PROTOCOL, PROMPTS, [
    respond("p1", "ref"),
    respond("p1", "a"),
    respond("p1", "b", { isEmpty: true }),
    respond("p2", "ref"),
    respond("p2", "a", { namesItself: true }),
  ]);
  expect(drawing.comparisons.map(({ first, second }) => [first.id, second.id])).toEqual([["p1-ref", "p1-a"]]);
  expect(drawing.leftOut).toEqual([
    { promptSet: "set", model: "b", ...NONE, missing: 1, empty: 1 },
    { promptSet: "set", model: "a", ...NONE, selfNaming: 1 },
  ]);
});

test("they are shown where the protocol says so", () => {
  const responses = [
    respond("p1", "ref"),
    respond("p1", "a", { isEmpty: true }),
    respond("p1", "b", { namesItself: true }),
  ];
  const shown = { ...PROTOCOL, showEmptyResponses: true, showSelfNamingResponses: true };
  expect(drawComparisons(PROTOCOL, PROMPTS, responses).comparisons).toHaveLength(0);
  expect(drawComparisons(shown, PROMPTS, responses).comparisons).toHaveLength(2);
});

test("a flagged response is left out and counted for one reason, unless the protocol shows its kind", () => {
  const responses = [
    respond("p1", "ref"),
    respond("p1", "a", { flags: ["cut_short", "repeated"] }),
    respond("p1", "b", { flags: ["prompt_cut"] }),
  ];
  const drawing = drawComparisons(PROTOCOL, PROMPTS.slice(0, 1), responses);
  expect(drawing.comparisons).toHaveLength(0);
  expect(drawing.leftOut).toEqual([
    { promptSet: "set", model: "a", ...NONE, repeated: 1 },
    { promptSet: "set", model: "b", ...NONE, promptCut: 1 },
  ]);
  expect(explainNothingDrawn(drawing.leftOut)).toMatch(
    /a on set: 1 that say one thing over and over; b on set: 1 to a/,
  );
  const oneShown = { ...PROTOCOL, showRepeatedResponses: true };
  expect(drawComparisons(oneShown, PROMPTS.slice(0, 1), responses).leftOut[0]).toMatchObject({
    cutShort: 1,
    repeated: 0,
  });
  const shown = { ...oneShown, showCutShortResponses: true, showPromptCutResponses: true };
  expect(drawComparisons(shown, PROMPTS.slice(0, 1), responses).comparisons).toHaveLength(2);
});

test("the digest moves with a response's text and not with the ids of a database", () => {
  const responses = [respond("p1", "ref"), respond("p1", "a")];
  const before = drawComparisons(PROTOCOL, PROMPTS, responses).digest;
  expect(
    drawComparisons(
      PROTOCOL,
      PROMPTS,
      [...responses].reverse().map((r) => ({ ...r, id: `other-${r.id}` })),
    ).digest,
  ).toBe(before);
  expect(
    drawComparisons(PROTOCOL, PROMPTS, [respond("p1", "ref"), respond("p1", "a", { digest: "y" })]).digest,
  ).not.toBe(before);
});

test("nothing to compare is explained model by model, with the mend", () => {
  const { leftOut } = drawComparisons(PROTOCOL, PROMPTS, [respond("p1", "ref"), respond("p2", "ref")]);
  expect(explainNothingDrawn(leftOut)).toMatch(/a on set: 2 missing; b on set: 2 missing\. Import responses/);
});
