import type { NextRequest } from "next/server";
import { takeProlificWebhook } from "@/lib/crowd/commands/take-prolific-webhook";
import { AppError } from "@/lib/http/app-error";
import { readAddress } from "@/lib/http/client-address";
import { jsonError } from "@/lib/http/reply";
import { spendAnonymousRequest } from "@/lib/raters/rate-limits";

/** Characters; theirs have a few hundred. */
const MOST = 16_384;

export async function POST(request: NextRequest): Promise<Response> {
  try {
    await spendAnonymousRequest(readAddress(request.headers));
    const body = await request.text();
    if (body.length > MOST) throw new AppError("bad_input", `The body is over ${MOST} characters.`);
    await takeProlificWebhook({
      timestamp: request.headers.get("x-prolific-request-timestamp"),
      signature: request.headers.get("x-prolific-request-signature"),
      body,
    });
    return Response.json({});
  } catch (error) {
    return jsonError(error);
  }
}
