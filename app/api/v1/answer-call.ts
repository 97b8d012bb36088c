import "server-only";
import { createHash } from "node:crypto";
import { findOperation } from "@/app/api/v1/find-operation";
import { hasAlready } from "@/app/api/v1/has-already";
import { toOpenApi } from "@/app/api/v1/open-api";
import { type Call, isFile, type Operation } from "@/app/api/v1/operation";
import { operations } from "@/app/api/v1/operations/registry";
import { retryAfter, spendCall, spendStranger } from "@/lib/auth/tokens/call-limits";
import { noteTokenUse } from "@/lib/auth/tokens/commands";
import { requireTokenHolder } from "@/lib/auth/tokens/queries";
import { readToken } from "@/lib/auth/tokens/read-token";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/http/app-error";
import { readAddress } from "@/lib/http/client-address";
import { readJson } from "@/lib/http/read-json";
import { jsonError } from "@/lib/http/reply";
import { MOST_STUDY_FILE_BYTES } from "@/lib/studies/study-file";

/** A program's request: whose token it is, whether that reaches so far, then the operation. */
export async function answerCall(request: Request, parts: string[]): Promise<Response> {
  if (request.method !== "HEAD") return answer(request, request.method, parts);
  const { body, status, headers } = await answer(request, "GET", parts);
  await body?.cancel();
  return new Response(null, { status, headers });
}

/** @param method HEAD is asked as GET. */
async function answer(request: Request, method: string, parts: string[]): Promise<Response> {
  try {
    if (method === "GET" && parts.length === 1 && parts[0] === "openapi.json") {
      return withTag(request, toOpenApi(operations, getEnv().NEXTAUTH_URL ?? new URL(request.url).origin), 200);
    }
    const { operation, params } = findOperation(operations, method, parts);
    const actor = await requireCaller(request, operation);
    const call: Call = { actor, params, query: readQuery(request, operation), body: null, request };
    if (operation.body && operation.body !== "file") {
      call.body = await readJson(request, operation.body, MOST_STUDY_FILE_BYTES);
    }
    const reply = await operation.run(call);
    return reply instanceof Response
      ? reply
      : withTag(request, toDocumented(reply, operation), operation.status ?? 200);
  } catch (error) {
    const response = jsonError(error);
    const seconds = retryAfter(error);
    if (seconds !== null) response.headers.set("Retry-After", String(seconds));
    if (response.status === 401) response.headers.set("WWW-Authenticate", 'Bearer, Basic realm="Eucalypt"');
    return response;
  }
}

async function requireCaller(request: Request, { scope }: Operation): Promise<Call["actor"]> {
  const token = readToken(request.headers.get("authorization"));
  if (token === null) {
    throw new AppError("not_signed_in", "Send a token: Authorization: Bearer TOKEN. Make one on your account's page.");
  }
  const holder = await requireTokenHolder(token).catch(async (error) => {
    await spendStranger(readAddress(request.headers));
    throw error;
  });
  await spendCall(holder.tokenId);
  if (!holder.scopes.includes(scope)) {
    throw new AppError("forbidden", `This token does not have the scope ${scope}. Make one that has it.`);
  }
  await noteTokenUse(holder.tokenId);
  return holder.actor;
}

function readQuery(request: Request, { query }: Operation): Record<string, unknown> {
  const given = Object.fromEntries(new URL(request.url).searchParams);
  if (!query) return {};
  const parsed = query.safeParse(given);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  const [issue] = parsed.error.issues;
  throw new AppError("bad_input", `${issue?.path.join(".") || "The query"}: ${issue?.message ?? "is not valid"}`);
}

/** As its schema says, so that no field leaves that the document does not name, such as members' addresses. */
function toDocumented(reply: unknown, { reply: schema }: Operation): unknown {
  const json: unknown = JSON.parse(JSON.stringify(reply));
  return isFile(schema) ? json : schema.parse(json);
}

/** JSON with its hash as its tag, so that who has it already is told just that. */
function withTag(request: Request, reply: unknown, status: number): Response {
  const body = JSON.stringify(reply);
  const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 32)}"`;
  const headers = new Headers({ "Content-Type": "application/json", "Cache-Control": "private, no-cache", ETag: tag });
  const next = (reply as { next?: string | null }).next;
  if (next) {
    const address = new URL(request.url);
    address.searchParams.set("after", next);
    headers.set("Link", `<${address.pathname}${address.search}>; rel="next"`);
  }
  if (status === 200 && hasAlready(request, tag)) return new Response(null, { status: 304, headers });
  return new Response(body, { status, headers });
}
