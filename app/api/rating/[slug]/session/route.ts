import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { takePairs } from "@/lib/assignments/commands/take-pairs";
import { findAccount } from "@/lib/auth/session";
import { joinStudy } from "@/lib/crowd/commands/join-study";
import { joinRequestSchema } from "@/lib/crowd/schema";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/http/app-error";
import { readAddress } from "@/lib/http/client-address";
import { readJson } from "@/lib/http/read-json";
import { jsonError } from "@/lib/http/reply";
import { spendJoin } from "@/lib/raters/rate-limits";
import { findRaterActor } from "@/lib/raters/rater-route";
import { findRaterSession, hashRaterToken, RATER_COOKIE, raterCookieName } from "@/lib/raters/session";

/** Consent given: a new rater, or the one this browser or this person has been before. */
export async function POST(request: NextRequest, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  try {
    const { slug } = await params;
    await spendJoin(slug, readAddress(request.headers));
    const input = await readJson(request, joinRequestSchema);
    const known = findRaterActor(request, slug);
    const secure = getEnv().NEXTAUTH_URL?.startsWith("https:") ?? false;
    const mark = request.cookies.get(markName(slug))?.value ?? randomBytes(16).toString("base64url");
    const { token } = await joinStudy(slug, input, {
      accountId: (await findAccount())?.accountId ?? null,
      browserMark: mark,
      hasSession: known !== null && (await findRaterSession(slug, request.cookies)) !== null,
    });
    const actor = token === null ? known : { kind: "rater" as const, slug, tokenHash: hashRaterToken(token) };
    if (!actor)
      throw new AppError("not_signed_in", "This browser has not joined the study. Start from its first page.");
    const pairs = await takePairs(actor, []);
    if (token === null) return NextResponse.json(pairs);
    // in another site's frame a cookie would be refused: the page keeps the token itself
    if (input.isFramed) return NextResponse.json({ ...pairs, token });
    const reply = NextResponse.json(pairs);
    reply.cookies.set(raterCookieName(slug), token, { ...RATER_COOKIE, secure });
    reply.cookies.set(markName(slug), mark, { ...RATER_COOKIE, secure });
    return reply;
  } catch (error) {
    return jsonError(error);
  }
}

function markName(slug: string): string {
  return `browser-${slug}`;
}
