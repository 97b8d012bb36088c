import "server-only";
import { request } from "undici";
import { z } from "zod";
import { readProlific } from "@/lib/env";
import { AppError } from "@/lib/http/app-error";

const TIMEOUT_MS = 10_000;
const PAGE_SIZE = 100;
const MOST_PAGES = 200;

const submissionsSchema = z.object({ results: z.array(z.object({ id: z.string(), status: z.string() })) });
export type Submission = z.infer<typeof submissionsSchema>["results"][number];

/** All submissions of a study, as Prolific has them now. @throws {AppError} unavailable. */
export async function listSubmissions(prolificStudyId: string): Promise<Submission[]> {
  const found: Submission[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const query = new URLSearchParams({ study: prolificStudyId, page: String(page), page_size: String(PAGE_SIZE) });
    const { results } = read(submissionsSchema, await call("GET", `/submissions/?${query}`));
    found.push(...results);
    if (results.length < PAGE_SIZE) break;
  }
  return found;
}

export async function approveSubmission(id: string): Promise<void> {
  await call("POST", `/submissions/${encodeURIComponent(id)}/transition/`, { action: "APPROVE" });
}

/** @param message for the participant, 100 characters at least. */
export async function rejectSubmission(
  id: string,
  category: "FAILED_CHECK" | "TOO_QUICKLY",
  message: string,
): Promise<void> {
  const body = { action: "REJECT", rejection_category: category, message };
  await call("POST", `/submissions/${encodeURIComponent(id)}/transition/`, body);
}

export async function requestReturn(id: string, reason: string): Promise<void> {
  const body = { request_return_reasons: [reason] };
  await call("POST", `/submissions/${encodeURIComponent(id)}/request-return/`, body);
}

/**
 * Two calls: the second pays, and pays again when it is sent again, so it is never repeated.
 *
 * @param micros of the study's currency there.
 */
export async function payBonus(prolificStudyId: string, submissionId: string, micros: number): Promise<void> {
  const body = { study_id: prolificStudyId, csv_bonuses: `${submissionId},${(micros / 1_000_000).toFixed(2)}` };
  const { id } = read(z.object({ id: z.string() }), await call("POST", "/submissions/bonus-payments/", body));
  await call("POST", `/bulk-bonus-payments/${encodeURIComponent(id)}/pay/`);
}

async function call(method: "GET" | "POST", path: string, body?: object): Promise<unknown> {
  const { token, baseUrl } = readProlific();
  if (!token) {
    throw new AppError("unavailable", "PROLIFIC_API_TOKEN is not set on the server, so Prolific cannot be asked.");
  }
  const reply = await request(`${baseUrl}/api/v1${path}`, {
    method,
    headers: { authorization: `Token ${token}`, ...(body && { "content-type": "application/json" }) },
    body: body && JSON.stringify(body),
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
    signal: AbortSignal.timeout(2 * TIMEOUT_MS),
  }).catch((error: Error) => {
    throw new AppError("unavailable", `Prolific does not answer (${error.message}). Try again in a while.`, {
      cause: error,
    });
  });
  const text = await reply.body.text();
  if (reply.statusCode < 300) return text ? parse(text) : null;
  throw new AppError("unavailable", `Prolific refused this (${reply.statusCode}): ${toReason(text)}`);
}

function read<T extends z.ZodType>(schema: T, answer: unknown): z.output<T> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new AppError(
    "unavailable",
    "Prolific answered in a form that is not known here. Try again, or update Eucalypt.",
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Their own words where they say any. */
function toReason(text: string): string {
  const detail = (parse(text) as { error?: { detail?: unknown } } | null)?.error?.detail;
  return (typeof detail === "string" ? detail : JSON.stringify(detail ?? "no reason given")).slice(0, 300);
}
