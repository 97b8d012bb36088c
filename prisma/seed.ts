import "server-only";
import { Readable } from "node:stream";
import { createAccount } from "@/lib/auth/account-commands";
import { OPERATOR } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { importResponses } from "@/lib/imports/commands/import-responses";
import { createPromptSet } from "@/lib/prompts/commands/create-prompt-set";
import { createStudy } from "@/lib/studies/commands/create-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import SAMPLE_TEXTS from "@/prisma/sample/texts.json";

const OWNER_EMAIL = "owner@eucalypt.local";
const SAMPLE = "Sample study";
const SAMPLE_SET = "Sample prompts";

export type Seeded = {
  ownerEmail: string;
  /** Known only when the account was made just now. */
  ownerPassword: string | null;
  /** Where to rate the sample study; null: there is none open. */
  ratePath: string | null;
};

/**
 * What a new installation begins with: an owner where there is no account, and, where there is no study, one over texts
 * that were written for it. Run again it changes nothing; one that was cut off is taken up where it was.
 */
export async function seed({ sample }: { sample: boolean }): Promise<Seeded> {
  const owner = await seedOwner();
  if (sample) await seedSample();
  const study = await getPrisma().study.findUnique({ where: { name: SAMPLE } });
  const isToRate = study?.isSample && study.status === "open";
  return { ...owner, ratePath: isToRate ? `/rate/${study.slug}` : null };
}

async function seedOwner(): Promise<Pick<Seeded, "ownerEmail" | "ownerPassword">> {
  const first = { orderBy: { createdAt: "asc" }, select: { email: true } } as const;
  const existing =
    (await getPrisma().account.findFirst({ ...first, where: { role: "owner" } })) ??
    (await getPrisma().account.findFirst(first));
  if (existing) return { ownerEmail: existing.email, ownerPassword: null };
  const { email, password } = await createAccount(OPERATOR, { email: OWNER_EMAIL, name: "Owner", role: "owner" });
  return { ownerEmail: email, ownerPassword: password };
}

async function seedSample(): Promise<void> {
  const draft = await getPrisma().study.findUnique({ where: { name: SAMPLE } });
  if (!draft && (await getPrisma().study.count()) > 0) return;
  if (draft && (!draft.isSample || (draft.status !== "draft" && draft.status !== "opening"))) return;
  const { id } = draft ?? (await makeSampleDraft());
  await openStudy(OPERATOR, id);
}

async function makeSampleDraft(): Promise<{ id: string }> {
  await createPromptSet(OPERATOR, {
    name: SAMPLE_SET,
    source: "sample",
    isSample: true,
    prompts: SAMPLE_TEXTS.map(({ id, turns }) => ({
      externalId: id,
      turns: turns.map((text) => ({ text, input: null })),
      category: null,
    })),
  });
  await importResponses(
    OPERATOR,
    { bytes: toLines(), fileName: "the sample texts" },
    { format: "jsonl", set: SAMPLE_SET },
  );
  return await createStudy(OPERATOR, {
    name: SAMPLE,
    template: "koala-2023",
    sets: [SAMPLE_SET],
    models: Object.keys(SAMPLE_TEXTS[0]?.responses ?? {}),
    reference: "sample-writer-a",
    votesPerComparison: 20,
    consent: `This is a sample. Its requests and responses were written for this page, to show how rating works; no program wrote them.

- Taking part is your choice, and you can stop at any moment by closing the page.
- Your judgements and how long each took are stored on this installation, under a random name that does not lead back to you.`,
  });
}

function toLines(): Readable {
  const rows = SAMPLE_TEXTS.flatMap(({ id, responses }) =>
    Object.entries(responses).map(([model, turns]) => ({ prompt_id: id, model, turns })),
  );
  return Readable.from([Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(""), "utf8")]);
}
