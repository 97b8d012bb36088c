import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { expireLeases } from "@/lib/assignments/commands/expire-leases";
import { takePairs } from "@/lib/assignments/commands/take-pairs";
import { OPERATOR, type RaterActor, WORKER } from "@/lib/auth/actor";
import { joinStudy } from "@/lib/crowd/commands/join-study";
import { joinRequestSchema } from "@/lib/crowd/schema";
import { openSessionStudy, type SessionStudy } from "@/lib/crowd/testing/open-session-study";
import { getPool } from "@/lib/db/pool";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { openVoteCsv } from "@/lib/exports/vote-csv";
import { hashRaterToken } from "@/lib/raters/session";
import { loadStudyVotes } from "@/lib/results/load-count-table";
import { getStudy } from "@/lib/studies/queries/studies";
import { recordVote } from "@/lib/votes/commands/record-vote";
import { undoVote } from "@/lib/votes/commands/undo-vote";

withTestDatabase();

const PAIRS_ONLY = { demographics: [], comprehension: [], practice: [], asksBlindness: false, asksFeedback: false };
const SHARES = { goldShare: 0.1, attentionShare: 0.05, repeatShare: 0.1 };

function openMixed(): Promise<SessionStudy> {
  return openSessionStudy({
    ...{ prompts: 40, gold: 12, session: { ...PAIRS_ONLY, ...SHARES }, wishes: { pairsPerRater: 40 } },
  });
}

async function join(slug: string): Promise<RaterActor> {
  const stranger = { accountId: null, browserMark: null, hasSession: false };
  const { token } = await joinStudy(slug, joinRequestSchema.parse({ consentVersion: "1" }), stranger);
  return { kind: "rater", slug, tokenHash: hashRaterToken(token ?? "") };
}

type Shown = { assignmentId: string; revision: number };

/** Votes on pair after pair, until there is none or `isEnough` says so of the one in sight; null: none is left. */
async function rate(
  actor: RaterActor,
  isEnough: (shown: Shown) => Promise<boolean> = async () => false,
): Promise<Shown | null> {
  for (;;) {
    const shown = (await takePairs(actor, [])).pairs[0]?.pair;
    if (!shown || (await isEnough(shown))) return shown ?? null;
    await vote(actor, shown);
  }
}

function vote(actor: RaterActor, { assignmentId, revision }: Shown) {
  const timing = { layout: "stacked" as const, decisionMs: 9_000, have: [] };
  return recordVote(actor, { assignmentId, revision, choice: "first", ...timing });
}

async function isRepeat({ assignmentId }: Shown): Promise<boolean> {
  const { rows } = await getPool().query("SELECT is_repeat FROM assignments WHERE id = $1", [assignmentId]);
  return rows[0].is_repeat;
}

/** Comparisons whose places are not those of their assignments, repeats left out. */
async function countUneven({ studyId }: SessionStudy): Promise<number | null> {
  const { rowCount } = await getPool().query(
    `SELECT FROM comparisons c WHERE c.study_id = $1 AND ROW (c.open, c.done, c.first_a) IS DISTINCT FROM (
       SELECT ROW (count(*) FILTER (WHERE a.state = 'open')::int, count(*) FILTER (WHERE a.state = 'done')::int,
         count(*) FILTER (WHERE a.state IN ('open', 'done') AND a.first_is_a)::int)
       FROM assignments a WHERE a.comparison_id = c.id AND NOT a.is_repeat)`,
    [studyId],
  );
  return rowCount;
}

test("a freeze says how many checks there are, and by what it would be known that one had changed", async () => {
  const [study, same] = [await openSessionStudy({ gold: 12 }), await openSessionStudy({ gold: 12 })];
  const other = await openSessionStudy({ gold: 11 });
  const [frozen, again, fewer] = await Promise.all(
    [study, same, other].map(async ({ name }) => (await getStudy(OPERATOR, name)).protocol.frozen),
  );
  // one to practise on, three of attention, twelve of gold
  expect(frozen).toMatchObject({ checks: 16, checksDigest: expect.stringMatching(/^[0-9a-f]{64}$/), comparisons: 6 });
  expect(again?.checksDigest).toBe(frozen?.checksDigest);
  expect(fewer?.checksDigest).not.toBe(frozen?.checksDigest);
  const { rows } = await getPool().query(
    `SELECT c.purpose::text, count(*)::int AS n, count(c.expected)::int AS expected, min(c.capacity) AS capacity,
       count(*) FILTER (WHERE EXISTS (SELECT FROM rendered_responses x WHERE x.response_id = c.response_a_id)
         AND EXISTS (SELECT FROM rendered_prompts x WHERE x.prompt_id = c.prompt_id))::int AS rendered
     FROM comparisons c WHERE c.study_id = $1 AND c.purpose <> 'main' GROUP BY 1 ORDER BY 1`,
    [study.studyId],
  );
  const all = (purpose: string, n: number) => ({ purpose, n, expected: n, capacity: 1_000_000, rendered: n });
  expect(rows).toHaveLength(3);
  expect(rows).toEqual(expect.arrayContaining([all("practice", 1), all("gold", 12), all("attention", 3)]));
});

test("checks and repeats are never counted, and the export says what each vote was for", async () => {
  const study = await openMixed();
  await rate(await join(study.slug));
  const { rows: met } = await getPool().query<{ purpose: string; again: boolean; n: number }>(
    `SELECT c.purpose::text, a.is_repeat AS again, count(*)::int AS n FROM assignments a
     JOIN comparisons c ON c.id = a.comparison_id WHERE c.study_id = $1 AND a.state = 'done' GROUP BY 1, 2`,
    [study.studyId],
  );
  const of = (purpose: string, again = false) => met.find((row) => row.purpose === purpose && row.again === again)?.n;
  expect([of("gold"), of("attention")]).toEqual([4, 2]);
  const votes = await loadStudyVotes(study.studyId);
  expect(votes.log.votes).toBe(of("main"));
  expect(votes.models.filter((name) => name.includes("written"))).toEqual([]);

  const { chunks } = await openVoteCsv(OPERATOR, study.name);
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  const rows = parse(Buffer.concat(parts), { columns: true }) as Record<string, string>[];
  const count = (purpose: string, occasion: string) =>
    rows.filter((row) => row.purpose === purpose && row.occasion === occasion).length;
  expect(rows).toHaveLength(40);
  expect([count("gold", "0"), count("attention", "0"), count("main", "0")]).toEqual([4, 2, of("main")]);
  expect(count("repeat", "1")).toBe(of("main", true));
  // every vote here is for the first, and each check says what it expects as it stood on the screen
  const told = rows.map((row) => [row.purpose, row.expected, row.passed].join(" "));
  const isCheck = ({ purpose }: Record<string, string>) => purpose === "gold" || purpose === "attention";
  for (const [index, row] of rows.entries()) {
    expect(told[index]).toMatch(
      isCheck(row) ? /^\w+ (first true|(second|tie) false)$/ : new RegExp(`^${row.purpose} {2}$`),
    );
  }
  const { rows: sides } = await getPool().query<{ id: string; expected: string }>(
    `SELECT a.id, CASE WHEN c.expected = 'tie' THEN 'tie' WHEN a.first_is_a THEN translate(c.expected::text, 'ab', '12')
       ELSE translate(c.expected::text, 'ab', '21') END AS expected
     FROM assignments a JOIN comparisons c ON c.id = a.comparison_id WHERE c.expected IS NOT NULL`,
  );
  const bySide = new Map(sides.map(({ id, expected }) => [id, expected.replace("1", "first").replace("2", "second")]));
  for (const row of rows.filter(isCheck)) expect(row.expected).toBe(bySide.get(row.assignment_id ?? ""));
});

test("a repeat that is taken back is theirs to judge again, and moves no place", async () => {
  const study = await openMixed();
  const actor = await join(study.slug);
  const repeat = await rate(actor, isRepeat);
  if (!repeat) throw new Error("no repeat came");
  await vote(actor, repeat);
  expect(await countUneven(study)).toBe(0);
  const { assignmentId } = repeat;
  const undone = await undoVote(actor, { assignmentId, revision: repeat.revision + 1, have: [] });
  expect(undone.outcome).toBe("recorded");
  expect(undone.pairs[0]?.pair).toMatchObject({ assignmentId });
  expect(await countUneven(study)).toBe(0);
  await rate(actor);
  expect(await countUneven(study)).toBe(0);
  const { rows } = await getPool().query(
    `SELECT v.choice::text FROM votes v WHERE v.assignment_id = $1 ORDER BY v.revision`,
    [assignmentId],
  );
  expect(rows.map(({ choice }) => choice)).toEqual(["first", "withdrawn", "first"]);
});

test("a repeat that runs out gives no place back, and the rater goes on to the end", async () => {
  const study = await openMixed();
  const actor = await join(study.slug);
  const repeat = await rate(actor, isRepeat);
  if (!repeat) throw new Error("no repeat came");
  await getPool().query("UPDATE assignments SET lease_until = now() - interval '1 minute' WHERE id = $1", [
    repeat.assignmentId,
  ]);
  expect(await expireLeases(WORKER)).toBe(1);
  expect(await countUneven(study)).toBe(0);
  await rate(actor);
  expect(await countUneven(study)).toBe(0);
  const { rows } = await getPool().query(
    `SELECT count(*)::int AS n FROM assignments a JOIN comparisons c ON c.id = a.comparison_id
     WHERE c.study_id = $1 AND a.state = 'done'`,
    [study.studyId],
  );
  expect(rows).toEqual([{ n: 40 }]);
});
