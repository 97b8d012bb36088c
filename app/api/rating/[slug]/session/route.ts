import { type NextRequest, NextResponse } from "next/server";
import { takePairs } from "@/lib/assignments/commands/take-pairs";
import { getEnv } from "@/lib/env";
import { readJson } from "@/lib/http/read-json";
import { jsonError } from "@/lib/http/reply";
import { admitRater } from "@/lib/raters/commands";
import { hashRaterToken, hasRaterSession, RATER_COOKIE, raterCookieName, toRaterActor } from "@/lib/raters/session";
import { sessionRequestSchema } from "@/lib/votes/schema";

/** Consent given: a new rater, or the one this browser has been before. */
export async function POST(request: NextRequest, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  try {
    const { slug } = await params;
    const { consentVersion } = await readJson(request, sessionRequestSchema);
    const known = toRaterActor(slug, (name) => request.cookies.get(name)?.value);
    if (known && (await hasRaterSession(slug, request.cookies))) return NextResponse.json(await takePairs(known, []));
    const { token } = await admitRater(slug, consentVersion);
    const reply = NextResponse.json(await takePairs({ kind: "rater", slug, tokenHash: hashRaterToken(token) }, []));
    const secure = getEnv().NEXTAUTH_URL?.startsWith("https:") ?? false;
    reply.cookies.set(raterCookieName(slug), token, { ...RATER_COOKIE, secure });
    return reply;
  } catch (error) {
    return jsonError(error);
  }
}
