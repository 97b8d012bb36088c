import type { NextRequest } from "next/server";
import { makeChallenge } from "@/lib/crowd/proof";
import { readAddress } from "@/lib/http/client-address";
import { jsonError } from "@/lib/http/reply";
import { spendAnonymousRequest } from "@/lib/raters/rate-limits";

/** A puzzle for the browser of somebody who is about to join by an open link. */
export async function POST(request: NextRequest, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  try {
    await spendAnonymousRequest(readAddress(request.headers));
    const challenge = await makeChallenge((await params).slug);
    return Response.json({ challenge }, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return jsonError(error);
  }
}
