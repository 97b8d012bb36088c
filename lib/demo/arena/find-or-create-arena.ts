import "server-only";
import { v7 as uuid } from "uuid";
import { recordEvent } from "@/lib/audit/record-event";
import { WORKER } from "@/lib/auth/actor";
import type { Study } from "@/lib/db/generated/client";
import { type Db, lockName } from "@/lib/db/long-transaction";
import { newArenaProtocol } from "@/lib/demo/arena/arena-protocol";
import { makeSlug } from "@/lib/studies/slug";

export type Arena = { study: Study; promptSetId: string };

/** The study that takes votes on battles now. One that an owner has closed takes no more, and another begins. */
export async function findOrCreateArena(db: Db): Promise<Arena> {
  await lockName(db, "demo:arena");
  const study = await db.study.findFirst({
    where: { kind: "open", origin: "native", status: { in: ["open", "paused"] } },
    orderBy: { createdAt: "desc" },
    include: { promptSets: true },
  });
  const promptSetId = study?.promptSets[0]?.promptSetId;
  const arena = study && promptSetId ? { study, promptSetId } : await createArena(db);
  await takeInOwners(db, arena.study.id);
  return arena;
}

async function createArena(db: Db): Promise<Arena> {
  const name = await findFreeName(db);
  const promptSetId = uuid();
  // never sealed: each battle brings its own prompt
  await db.promptSet.create({ data: { id: promptSetId, name, source: "demo", promptCount: 0, digest: "" } });
  const study = await db.study.create({
    data: {
      name,
      slug: makeSlug(),
      kind: "open",
      status: "open",
      template: "arena",
      protocol: newArenaProtocol(name),
      openedAt: new Date(),
      promptSets: { create: { promptSetId, position: 0 } },
    },
  });
  await recordEvent(db, WORKER, { action: "arena.create", subjectId: study.id, detail: { name } });
  return { study, promptSetId };
}

async function findFreeName(db: Db): Promise<string> {
  const begins = { startsWith: "arena" };
  const [studies, sets] = await Promise.all([
    db.study.findMany({ where: { name: begins }, select: { name: true } }),
    db.promptSet.findMany({ where: { name: begins }, select: { name: true } }),
  ]);
  const taken = new Set([...studies, ...sets].map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? "arena" : `arena ${number}`;
    if (!taken.has(name)) return name;
  }
}

/** The votes belong to the installation: whoever owns it reads them, also who became an owner later. */
async function takeInOwners(db: Db, studyId: string): Promise<void> {
  const owners = await db.account.findMany({ where: { role: "owner" }, select: { id: true } });
  await db.studyMember.createMany({
    data: owners.map(({ id }) => ({ studyId, accountId: id, role: "owner" as const })),
    skipDuplicates: true,
  });
}
