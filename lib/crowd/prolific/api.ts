import "server-only";
import { readProlificSettings } from "@/lib/env";
import { AppError } from "@/lib/http/app-error";
import { log } from "@/lib/log";

const TIMEOUT_MS = 15_000;

/**
 * Prolific's researcher API, as far as pay needs it. The token stands in PROLIFIC_API_TOKEN of the process that asks.
 *
 * Source: docs.prolific.com, API reference: Submissions, Bonuses.
 */
export const prolificApi = {
  /** The platform's own word for where a submission stands, such as AWAITING REVIEW. */
  async readStatus(submissionId: string): Promise<string> {
    const { status } = await ask<{ status?: string }>("GET", `submissions/${submissionId}/`);
    return status ?? "UNKNOWN";
  },
  async approve(submissionId: string): Promise<void> {
    await ask("POST", `submissions/${submissionId}/transition/`, { action: "APPROVE" });
  },
  async reject(submissionId: string, message: string): Promise<void> {
    const body = { action: "REJECT", message, rejection_category: "FAILED_CHECK" };
    await ask("POST", `submissions/${submissionId}/transition/`, body);
  },
  async askToReturn(submissionId: string, reason: string): Promise<void> {
    await ask("POST", `submissions/${submissionId}/request-return/`, { request_return_reasons: [reason] });
  },
  /** @param amount in the currency's main unit, such as 1.50. */
  async payBonus(studyId: string, submissionId: string, amount: number): Promise<void> {
    const bonuses = { study_id: studyId, csv_bonuses: `${submissionId},${amount.toFixed(2)}` };
    const { id } = await ask<{ id?: string }>("POST", "submissions/bonus-payments/", bonuses);
    if (!id) throw refuse("it did not say which payment it prepared");
    await ask("POST", `bulk-bonus-payments/${encodeURIComponent(id)}/pay/`, {});
  },
};

/** @throws {AppError} unavailable: no token, no answer, or Prolific refuses; the message is for the researcher. */
async function ask<T>(method: "GET" | "POST", path: string, body?: object): Promise<T> {
  const { token, baseUrl } = readProlificSettings();
  if (!token) {
    throw new AppError(
      "unavailable",
      "PROLIFIC_API_TOKEN is not set where this runs. Set it, or decide on Prolific’s own page.",
    );
  }
  try {
    const answer = await fetch(`${baseUrl}/api/v1/${path}`, {
      method,
      headers: { authorization: `Token ${token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await answer.text();
    if (!answer.ok) throw refuse(`${answer.status} ${toDetail(text)}`);
    return (text ? JSON.parse(text) : {}) as T;
  } catch (error) {
    if (error instanceof AppError) throw error;
    log.warn({ reason: (error as Error).name }, "Prolific did not answer");
    throw refuse("it did not answer");
  }
}

function refuse(why: string): AppError {
  return new AppError("unavailable", `Prolific did not take this: ${why}. Try again, or do it on Prolific’s own page.`);
}

/** Prolific's own sentence, shortened: it is shown to the researcher as text. */
function toDetail(text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: { detail?: unknown } };
    return String(error?.detail ?? "").slice(0, 200);
  } catch {
    return "";
  }
}
