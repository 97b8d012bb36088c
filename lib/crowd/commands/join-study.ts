import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { z } from "zod";
import { checkProof } from "@/lib/crowd/proof";
import { findOfferedWays, type OpenStudy } from "@/lib/crowd/queries/offered-ways";
import { type joinRequestSchema, linkSettingsSchema, type WayIn } from "@/lib/crowd/schema";
import { readArrival } from "@/lib/crowd/ways/registry";
import { inTransaction } from "@/lib/db/in-transaction";
import { getPool } from "@/lib/db/pool";
import { AppError } from "@/lib/http/app-error";
import { newPseudonym } from "@/lib/raters/pseudonym";
import { hashRaterToken, newRaterToken } from "@/lib/raters/session";
import { toSourceHash, toSourceToken } from "@/lib/raters/source-hash";
import { amendProtocol } from "@/lib/studies/amend-protocol";
import { firstStage } from "@/lib/studies/first-stage";
import { readAmendmentsOn } from "@/lib/studies/queries/list-amendments";
import { type Protocol, protocolSchema } from "@/lib/studies/schema";

type JoinInput = z.output<typeof joinRequestSchema>;

export type Joining = {
  /** The signed-in account, where there is one. */
  accountId: string | null;
  /** The browser's own mark in this study, from a cookie that outlives raters; null: it has none yet. */
  browserMark: string | null;
  /** This browser is a rater of the study already. */
  hasSession: boolean;
};

/** Who is let in, before they have a row. */
type Person = {
  wayIn: WayIn;
  /** null: anybody, known by nothing but their browser. */
  sourceId: string | null;
  participantId: string | null;
  submissionId: string | null;
  details: Record<string, string>;
  invitation: string | null;
};

/**
 * Takes a person in who consents to the text of this version, or finds the rater that they have been before.
 *
 * @returns the token for their browser; null: it has one, and goes on with it. A platform's person gets the same again in
 *   every tab and browser, whatever the browser has been before.
 * @throws {AppError} not_found; forbidden: not by this way, no invitation left, or the browser's check failed; conflict:
 *   the study takes no raters now, or its consent text is another by now; bad_input: ids are missing.
 */
export async function joinStudy(slug: string, input: JoinInput, joining: Joining): Promise<{ token: string | null }> {
  const study = await findOfferedWays(slug);
  if (!study || study.status === "draft" || study.status === "opening") {
    throw new AppError("not_found", "There is no study at this address.");
  }
  const person = identify(study, input, joining);
  if (person.sourceId === null && joining.hasSession) return { token: null };
  const { token, sourceHash } = makeToken(study.id, person);
  if (person.sourceId !== null && (await hasRater(token))) {
    await noteSubmission(token, person);
    return { token };
  }
  await requireLinkTerms(slug, study, person, input.proof);
  await admit(study, person, input, { tokenHash: hashRaterToken(token), sourceHash, joining });
  return { token };
}

function identify(study: OpenStudy, { arrival }: JoinInput, { accountId }: Joining): Person {
  const found = readArrival(study.ways, arrival);
  const nobody = { participantId: null, submissionId: null, details: {}, invitation: null };
  if (found?.arrival.kind === "wrong") throw new AppError("bad_input", found.arrival.problem);
  if (found?.arrival.kind === "preview") throw new AppError("forbidden", "Accept the HIT first: this is a preview.");
  if (found?.arrival.kind === "person") {
    const { participantId, submissionId, details } = found.arrival;
    const sourceId = `${found.wayIn}:${participantId}`;
    return { wayIn: found.wayIn, sourceId, participantId, submissionId, details, invitation: null };
  }
  const offers = (way: WayIn) => study.ways.some(({ wayIn }) => wayIn === way);
  if (offers("account") && accountId) return { ...nobody, wayIn: "account", sourceId: `account:${accountId}` };
  if (offers("link")) {
    return { ...nobody, wayIn: "link", sourceId: null, invitation: new URLSearchParams(arrival).get("code") };
  }
  throw new AppError(
    "forbidden",
    offers("account")
      ? "Sign in first: this study is for people with an account."
      : "Open the study from where you found it: its address needs your participant id.",
  );
}

function makeToken(studyId: string, { sourceId }: Person): { token: string; sourceHash: Buffer | null } {
  if (sourceId === null) return { token: newRaterToken().token, sourceHash: null };
  return { token: toSourceToken(studyId, sourceId), sourceHash: toSourceHash(studyId, "human", sourceId) };
}

async function hasRater(token: string): Promise<boolean> {
  const { rowCount } = await getPool().query("SELECT FROM raters WHERE token_hash = $1", [hashRaterToken(token)]);
  return rowCount === 1;
}

/**
 * A platform may hand the same person a new submission, after the old one was returned or timed out. Who has finished
 * has no more work to hand in: their first submission is what is paid.
 *
 * @throws {AppError} conflict: finished, and this is another submission.
 */
async function noteSubmission(token: string, { submissionId, details }: Person): Promise<void> {
  if (submissionId === null) return;
  const { rows } = await getPool().query<{ isOther: boolean; hasEnded: boolean }>(
    `WITH mine AS (
       SELECT p.rater_id, p.submission_id IS DISTINCT FROM $2 AS is_other, r.ended_at IS NOT NULL AS has_ended
       FROM participations p JOIN raters r ON r.id = p.rater_id WHERE r.token_hash = $1
     ), noted AS (
       UPDATE participations p SET submission_id = $2, details = $3, pay_state = 'active', platform_state = NULL, error = NULL
       FROM mine WHERE p.rater_id = mine.rater_id AND mine.is_other AND NOT mine.has_ended
         AND p.pay_state IN ('active', 'returned', 'return_asked')
     )
     SELECT is_other AS "isOther", has_ended AS "hasEnded" FROM mine`,
    [hashRaterToken(token), submissionId, JSON.stringify(details)],
  );
  if (!rows[0]?.isOther || !rows[0].hasEnded) return;
  throw new AppError(
    "conflict",
    "You have finished this study already, and it can be done once. Please return this new submission; your first one is not affected.",
  );
}

async function requireLinkTerms(
  slug: string,
  { ways }: OpenStudy,
  { wayIn, invitation }: Person,
  proof: string | undefined,
): Promise<void> {
  if (wayIn !== "link") return;
  const settings = linkSettingsSchema.parse(ways.find((one) => one.wayIn === "link")?.settings ?? {});
  if (settings.needsInvitation && !invitation) {
    throw new AppError(
      "forbidden",
      "This study is by invitation. Open the link with your code in it, as you were given it.",
    );
  }
  if (settings.needsProof) await checkProof(slug, proof);
}

type Admission = { tokenHash: Buffer; sourceHash: Buffer | null; joining: Joining };

async function admit(study: OpenStudy, person: Person, input: JoinInput, admission: Admission): Promise<void> {
  await inTransaction(async (client) => {
    // with the study held, it cannot close or reach its number of raters between the look and the row
    const { rows } = await client.query<{ status: string; protocol: unknown; raters: number }>(
      `SELECT CASE WHEN delete_after IS NULL THEN status::text END AS status, protocol, (SELECT count(*)::int FROM raters r WHERE r.study_id = s.id) AS raters
       FROM studies s WHERE id = $1 FOR SHARE`,
      [study.id],
    );
    const frozen = protocolSchema.parse(rows[0]?.protocol);
    const protocol = amendProtocol(frozen, await readAmendmentsOn(client, study.id));
    requireOpen(rows[0]?.status, protocol, input);
    if (person.wayIn === "link" && person.invitation !== null)
      await spendInvitation(client, study.id, person.invitation);
    const id = uuidv7();
    const { rowCount } = await client.query(
      `INSERT INTO raters (id, study_id, kind, came_by, pseudonym, token_hash, source_hash, consent_version, consent_at,
         stage, language, browser_hash, signals)
       VALUES ($1, $2, 'human', $3::text::"CameBy", $4, $5, $6, $7, now(), $8::text::"RaterStage", $9, $10, $11)
       ON CONFLICT DO NOTHING`,
      [
        id,
        study.id,
        toCameBy(person.wayIn),
        newPseudonym(),
        admission.tokenHash,
        admission.sourceHash,
        input.consentVersion,
        firstStage(protocol.session),
        input.language,
        hashBrowser(study.id, admission.joining.browserMark),
        JSON.stringify(input.signals),
      ],
    );
    // the same person in two tabs at once: the other one was first, and is the same rater
    if (rowCount === 1 && person.participantId !== null) {
      await client.query(
        `INSERT INTO participations (rater_id, study_id, way_in, participant_id, submission_id, details)
         VALUES ($1, $2, $3::text::"WayIn", $4, $5, $6)`,
        [id, study.id, person.wayIn, person.participantId, person.submissionId, JSON.stringify(person.details)],
      );
    }
  });
}

function requireOpen(status: string | undefined, protocol: Protocol, input: JoinInput): void {
  if (status !== "open") throw new AppError("conflict", "This study takes no new raters now.");
  if (protocol.consent.version !== input.consentVersion) {
    throw new AppError("conflict", "The consent text has changed. Reload the page and read it again.");
  }
}

async function spendInvitation(
  client: { query: (sql: string, values: unknown[]) => Promise<{ rowCount: number | null }> },
  studyId: string,
  code: string,
): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE invitations SET used = used + 1
     WHERE study_id = $1 AND code = $2 AND used < most AND (expires_at IS NULL OR expires_at > now())`,
    [studyId, code],
  );
  if (rowCount === 1) return;
  throw new AppError("forbidden", "This code lets nobody in any more. Ask whoever gave it to you for another.");
}

function toCameBy(wayIn: WayIn): "link" | "account" | "marketplace" {
  return wayIn === "link" || wayIn === "account" ? wayIn : "marketplace";
}

/** Keyed, and with the study in it: one browser in two studies cannot be joined. */
function hashBrowser(studyId: string, mark: string | null): Buffer | null {
  return mark === null ? null : toSourceHash(studyId, "human", `browser:${mark}`);
}
