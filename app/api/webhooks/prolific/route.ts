import type { NextRequest } from "next/server";
import { takeProlificWebhook } from "@/lib/crowd/prolific/take-webhook";
import { AppError } from "@/lib/http/app-error";
import { readAddress } from "@/lib/http/client-address";
import { jsonError } from "@/lib/http/reply";
import { spendAnonymousRequest } from "@/lib/raters/rate-limits";

const MOST = 65_536;

/** Prolific says where a submission stands. The signature is over the bytes as they came. */
export async function POST(request: NextRequest): Promise<Response> {
  try {
    await spendAnonymousRequest(readAddress(request.headers));
    const body = await request.text();
    if (body.length > MOST) throw new AppError("bad_input", `The body is over ${MOST} characters.`);
    const { headers } = request;
    const taken = await takeProlificWebhook({
      timestamp: headers.get("x-prolific-request-timestamp"),
      signature: headers.get("x-prolific-request-signature"),
      body,
    });
    return Response.json(taken, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return jsonError(error);
  }
}
