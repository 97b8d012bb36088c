import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { hasNoVotes, NoVotes } from "@/app/studio/studies/[study]/no-votes";
import type { Analysis } from "@/lib/results/analysis-schema";
import type { StudyDetail } from "@/lib/studies/queries/studies";

const draw = (status: StudyDetail["status"]) =>
  renderToStaticMarkup(<NoVotes study={{ name: "a study", status } as StudyDetail} />);

test("a study without votes leads to what brings them, by its state", () => {
  expect(draw("draft")).toContain('href="/studio/studies/a%20study/protocol/open"');
  expect(draw("open")).toContain('href="/studio/studies/a%20study/recruitment"');
  for (const status of ["opening", "paused", "closed"] as const) {
    expect(draw(status)).toContain('href="/studio/studies/a%20study"');
  }
});

test("a filter that leaves nothing is no study without votes", () => {
  const empty = { votes: 0, quality: { raters: [] }, options: { promptSet: null, category: null } };
  expect(hasNoVotes(empty as unknown as Analysis)).toBe(true);
  expect(hasNoVotes({ ...empty, options: { promptSet: "koala", category: null } } as unknown as Analysis)).toBe(false);
  expect(hasNoVotes({ ...empty, votes: 1 } as unknown as Analysis)).toBe(false);
});
