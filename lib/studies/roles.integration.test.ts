import { beforeAll, expect, test } from "vitest";
import { createAccount } from "@/lib/auth/account-commands";
import { type AccountActor, type Actor, OPERATOR, type RaterActor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import type { AppError } from "@/lib/http/app-error";
import { closeStudy } from "@/lib/studies/commands/close-study";
import { createStudy } from "@/lib/studies/commands/create-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import { pauseStudy } from "@/lib/studies/commands/pause-study";
import { publishStudy, unpublishStudy } from "@/lib/studies/commands/publish-study";
import { shareStudy } from "@/lib/studies/commands/share-study";
import { updateDraft } from "@/lib/studies/commands/update-draft";
import { getProgress } from "@/lib/studies/queries/progress";
import { latestVotes, listRaters } from "@/lib/studies/queries/raters";
import { getStudy, listStudies } from "@/lib/studies/queries/studies";
import { makePlainTexts } from "@/lib/studies/testing/make-texts";

type Who = "operator" | "owner" | "editor" | "viewer" | "stranger" | "rater";
const EVERYONE: Who[] = ["operator", "owner", "editor", "viewer", "stranger", "rater"];

withTestDatabase();

let actors: Record<Who, Actor>;

beforeAll(async () => {
  await makePlainTexts("plain", 2, ["koala", "alpaca"]);
  const rater: RaterActor = { kind: "rater", slug: "none", tokenHash: Buffer.alloc(32) };
  const [owner, editor, viewer, stranger] = await Promise.all(["owner", "editor", "viewer", "stranger"].map(signUp));
  if (!owner || !editor || !viewer || !stranger) throw new Error("no accounts");
  actors = { operator: OPERATOR, owner, editor, viewer, stranger, rater };
});

/** In the installation all are editors: what they may do to a study is decided there. */
async function signUp(name: string): Promise<AccountActor> {
  const { accountId } = await createAccount(OPERATOR, { email: `${name}@example.org`, role: "editor" });
  return { kind: "account", accountId, role: "editor" };
}

let made = 0;

/** A study of the owner, shared with editor and viewer. */
async function makeStudy(): Promise<{ id: string; name: string }> {
  made += 1;
  const parts = { sets: ["plain"], models: ["koala", "alpaca"], reference: "koala" };
  const study = await createStudy(actors.owner, { name: `study ${made}`, template: "koala-2023", ...parts });
  await shareStudy(actors.owner, study.name, { email: "editor@example.org", role: "editor" });
  await shareStudy(actors.owner, study.name, { email: "viewer@example.org", role: "viewer" });
  return study;
}

async function makeOpenStudy() {
  const study = await makeStudy();
  await openStudy(OPERATOR, study.id);
  return study;
}

type Study = { id: string; name: string };
const MATRIX: {
  deed: string;
  may: Who[];
  make: () => Promise<Study>;
  run: (actor: Actor, study: Study) => Promise<unknown>;
}[] = [
  ...Object.entries({ getStudy, getProgress, listRaters, latestVotes }).map(([deed, query]) => ({
    deed,
    may: ["operator", "owner", "editor", "viewer"] satisfies Who[] as Who[],
    make: makeStudy,
    run: (actor: Actor, { name }: Study) => query(actor, name),
  })),
  {
    deed: "updateDraft",
    may: ["operator", "owner", "editor"],
    make: makeStudy,
    run: (actor, { name }) => updateDraft(actor, name, { votesPerComparison: 2 }),
  },
  {
    deed: "openStudy",
    may: ["operator", "owner", "editor"],
    make: makeStudy,
    run: (actor, { id }) => openStudy(actor, id),
  },
  {
    deed: "pauseStudy",
    may: ["operator", "owner", "editor"],
    make: makeOpenStudy,
    run: (actor, { name }) => pauseStudy(actor, name),
  },
  {
    deed: "closeStudy",
    may: ["operator", "owner"],
    make: makeOpenStudy,
    run: (actor, { name }) => closeStudy(actor, name),
  },
  {
    deed: "publishStudy",
    may: ["operator", "owner"],
    make: makeOpenStudy,
    run: (actor, { name }) => publishStudy(actor, name),
  },
  {
    deed: "unpublishStudy",
    may: ["operator", "owner"],
    make: makeOpenStudy,
    run: (actor, { name }) => unpublishStudy(actor, name),
  },
  {
    deed: "shareStudy",
    may: ["operator", "owner"],
    make: makeStudy,
    run: (actor, { name }) => shareStudy(actor, name, { email: "viewer@example.org", role: "editor" }),
  },
];

test.each(MATRIX)(
  "$deed is for $may, forbidden to members below, and not there for others",
  async ({ may, make, run }) => {
    for (const who of EVERYONE) {
      const study = await make();
      const attempt = run(actors[who], study);
      if (may.includes(who)) {
        await expect(attempt, who).resolves.not.toThrow();
        continue;
      }
      const code = who === "editor" || who === "viewer" ? "forbidden" : "not_found";
      await expect(attempt, who).rejects.toMatchObject({ code } satisfies Partial<AppError>);
    }
  },
);

test("a list holds one's own studies, with one's role in each; the operator's holds all", async () => {
  const { name } = await makeStudy();
  const find = async (who: Who) => (await listStudies(actors[who])).find((study) => study.name === name);
  expect(await find("viewer")).toMatchObject({ role: "viewer", status: "draft" });
  expect(await find("owner")).toMatchObject({ role: "owner" });
  expect(await find("operator")).toBeDefined();
  expect(await find("stranger")).toBeUndefined();
  expect(await find("rater")).toBeUndefined();
});

test("a viewer of the installation makes no study; the operator's belongs to every owner of the installation", async () => {
  const viewer: Actor = { ...(actors.viewer as AccountActor), role: "viewer" };
  await expect(createStudy(viewer, { name: "not theirs", template: "arena" })).rejects.toMatchObject({
    code: "forbidden",
  });
  const { accountId } = await createAccount(OPERATOR, { email: "head@example.org", role: "owner" });
  const { id } = await createStudy(OPERATOR, { name: "the operator's", template: "arena" });
  const members = await getPrisma().studyMember.findMany({ where: { studyId: id } });
  expect(members).toMatchObject([{ accountId, role: "owner" }]);
});

test("a study keeps an owner", async () => {
  const { name } = await makeStudy();
  const share = shareStudy(actors.owner, name, { email: "owner@example.org", role: "viewer" });
  await expect(share).rejects.toThrow(/needs an owner/);
  expect((await getStudy(actors.owner, name)).role).toBe("owner");
});

test("what was done, and by whom, is written down", async () => {
  const { id, name } = await makeStudy();
  await openStudy(actors.editor, id);
  await pauseStudy(actors.editor, name);
  await closeStudy(actors.owner, name);
  const events = await getPrisma().auditEvent.findMany({ where: { subjectId: id }, orderBy: { id: "asc" } });
  const { accountId: owner } = actors.owner as AccountActor;
  const { accountId: editor } = actors.editor as AccountActor;
  expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([
    ["study.create", owner],
    ["study.share", owner],
    ["study.share", owner],
    ["study.open", editor],
    ["study.pause", editor],
    ["study.close", owner],
  ]);
});
