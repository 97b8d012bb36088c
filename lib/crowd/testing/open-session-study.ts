import { randomBytes } from "node:crypto";
import { OPERATOR } from "@/lib/auth/actor";
import type { WayIn } from "@/lib/crowd/schema";
import { inLongTransaction } from "@/lib/db/long-transaction";
import { getPool } from "@/lib/db/pool";
import { createPromptSet } from "@/lib/prompts/commands/create-prompt-set";
import { GOLD_SOURCE } from "@/lib/prompts/schema";
import { createStudy } from "@/lib/studies/commands/create-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import type { Wishes } from "@/lib/studies/schema";
import type { SessionDesign } from "@/lib/studies/session-schema";
import { writePairs } from "@/lib/studies/written-pairs";

/** A session with everything in it. Its texts are examples. */
export const FULL_SESSION: Omit<SessionDesign, "goldSets"> = {
  languages: ["en"],
  translations: {},
  about: {
    organisation: "Example laboratory",
    contact: "lab@example.org",
    purpose: { en: "An example of a study." },
    ethics: "",
    keptUntil: null,
  },
  demographics: [
    { name: "age", label: { en: "How old are you?" }, choices: null },
    {
      name: "english",
      label: { en: "Is English your first language?" },
      choices: [
        { value: "yes", label: { en: "Yes" } },
        { value: "no", label: { en: "No" } },
      ],
    },
  ],
  comprehension: [
    {
      question: { en: "What do you compare?" },
      choices: [{ en: "Two prompts" }, { en: "Two responses to one prompt" }],
      correct: 1,
    },
  ],
  practice: [
    {
      prompt: "What is two and two?",
      first: "Four.",
      second: "Purple.",
      better: "first",
      explanation: { en: "Two and two are **four**." },
    },
  ],
  attention: [
    {
      prompt: "This is a check: choose the response that says *choose me*.",
      first: "Choose me.",
      second: "Not me.",
      expected: "first",
    },
    {
      prompt: "This is a check: choose the response that says *this one*.",
      first: "The other.",
      second: "This one.",
      expected: "second",
    },
    {
      prompt: "This is a check: choose the response that says *yes*.",
      first: "Yes.",
      second: "No.",
      expected: "first",
    },
  ],
  goldShare: 0,
  attentionShare: 0,
  repeatShare: 0,
  attentionFailures: 2,
  asksBlindness: true,
  asksFeedback: true,
  pay: { amountMicros: 2_000_000, currency: "GBP", minutes: 10, floorMicros: 6_000_000 },
  mostMinutes: null,
  mostShare: null,
};

export type SessionStudy = { studyId: string; slug: string; name: string };

type Options = {
  session?: Partial<SessionDesign>;
  wishes?: Partial<Wishes>;
  prompts?: number;
  ways?: Partial<Record<WayIn, object>>;
  /** Gold pairs, so many. */
  gold?: number;
};

/** An open study over made-up texts with a designed session, made by the real commands, for tests. */
export async function openSessionStudy(options: Options = {}): Promise<SessionStudy> {
  const tag = randomBytes(4).toString("hex");
  const { prompts = 6, gold = 0 } = options;
  const set = `prompts-${tag}`;
  const created = await createPromptSet(OPERATOR, {
    name: set,
    source: "jsonl",
    prompts: Array.from({ length: prompts }, (_, index) => ({
      externalId: `p${index + 1}`,
      turns: [{ text: `Example prompt ${index + 1}`, input: null }],
      category: null,
    })),
  });
  const models = [`one-${tag}`, `two-${tag}`];
  await getPool().query(`INSERT INTO models (id, name) SELECT gen_random_uuid(), name FROM unnest($1::text[]) name`, [
    models,
  ]);
  await getPool().query(
    `INSERT INTO responses (id, prompt_id, model_id, turns, digest, leaks)
     SELECT gen_random_uuid(), p.id, m.id, ARRAY['An example of a response, number ' || p.position], 'made-' || p.position, '[]'
     FROM prompts p, models m WHERE p.prompt_set_id = $1 AND m.name = ANY ($2::text[])`,
    [created.id, models],
  );
  const goldSet = `gold-${tag}`;
  if (gold > 0) {
    const pairs = Array.from({ length: gold }, (_, index) => ({
      ...{ id: `g${index + 1}`, turns: [{ text: `Gold prompt ${index + 1}`, input: null }], category: null },
      ...{ one: [`A good answer, number ${index + 1}`], other: [`A bad answer, number ${index + 1}`] },
    }));
    await inLongTransaction((db) => writePairs(OPERATOR, { name: goldSet, source: GOLD_SOURCE, pairs }, db));
  }
  const name = `session-${tag}`;
  const study = await createStudy(OPERATOR, {
    name,
    template: "koala-2023",
    sets: [set],
    models,
    reference: models[0] as string,
    votesPerComparison: 3,
    session: { ...FULL_SESSION, ...options.session, ...(gold > 0 && { goldSets: [goldSet] }) } as Wishes["session"],
    ...options.wishes,
  });
  for (const [wayIn, settings] of Object.entries(options.ways ?? {})) {
    await getPool().query(`INSERT INTO study_ways_in (study_id, way_in, settings) VALUES ($1, $2::text::"WayIn", $3)`, [
      study.id,
      wayIn,
      JSON.stringify(settings),
    ]);
  }
  await openStudy(OPERATOR, study.id);
  return { studyId: study.id, slug: study.slug, name };
}
