import { beforeAll, expect, test } from "vitest";
import { OPERATOR } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import type { DrawFigures } from "@/lib/exports/paper/open-bundle";
import { findFrontFigure, listPublications } from "@/lib/exports/releases/front-page";
import { makeRelease } from "@/lib/exports/releases/make-release";
import { addRater, castVotes } from "@/lib/results/testing/cast-votes";
import { createStudy } from "@/lib/studies/commands/create-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import { publishStudy } from "@/lib/studies/commands/publish-study";
import { makePlainTexts } from "@/lib/studies/testing/make-texts";

const MODELS = ["koala-13b", "alpaca-13b"] as [string, string];
/** What is drawn is tested where it is drawn. */
const draw: DrawFigures = async () => ({ svg: "<svg/>", pdf: Buffer.from("%PDF-"), png: Buffer.from("png") });
withTestDatabase();

beforeAll(async () => {
  await makePlainTexts("set", 3, MODELS);
});

async function makeStudy(name: string): Promise<void> {
  const parts = { template: "koala-2023" as const, sets: ["set"], models: [...MODELS], reference: MODELS[0] };
  const { id } = await createStudy(OPERATOR, { name, ...parts });
  await openStudy(OPERATOR, id);
}

async function vote(study: string, prompt: string, rater: string): Promise<void> {
  const raterId = await addRater(study, rater);
  await castVotes({ study, promptSet: "set", raterId, prompt, models: MODELS, choices: ["first"] });
}

test("the front page shows what is published and has votes, a release before it, and neither samples nor what was put away", async () => {
  for (const name of ["live", "silent"]) await makeStudy(name);
  await vote("live", "p1", "r-ann");
  expect([await findFrontFigure(), await listPublications()]).toEqual([null, []]);

  for (const name of ["live", "silent"]) await publishStudy(OPERATOR, name);
  await getPrisma().study.update({ where: { name: "live" }, data: { isSample: true } });
  expect([await findFrontFigure(), (await listPublications()).length]).toEqual([null, 1]);
  await getPrisma().study.update({ where: { name: "live" }, data: { isSample: false } });
  const live = { kind: "study", title: "live", address: "/results/live", isImported: false };
  expect((await listPublications()).map(({ title }) => title)).toEqual(["silent", "live"]);
  // the newer one has no votes
  const shown = await findFrontFigure();
  expect(shown).toMatchObject({ publication: live, votes: 1 });
  expect(shown?.pairs).toMatchObject([{ model: "koala-13b", opponent: "alpaca-13b", better: 1, votes: 1 }]);

  const { slug } = await makeRelease(OPERATOR, "live", { title: "As of today" }, draw);
  await vote("live", "p2", "r-ben");
  const release = { kind: "release", title: "As of today", study: "live", address: `/releases/${slug}` };
  expect(await findFrontFigure()).toMatchObject({ publication: release, votes: 1, pairs: [{ votes: 1 }] });
  expect((await listPublications()).map(({ title }) => title)).toEqual(["As of today", "silent", "live"]);

  await getPrisma().study.update({ where: { name: "live" }, data: { archivedAt: new Date() } });
  expect([await findFrontFigure(), (await listPublications()).length]).toEqual([null, 1]);
});
