import { findAccount } from "@/lib/auth/session";
import { jsonError } from "@/lib/http/reply";
import { requireMetricsReader } from "@/lib/inference/metrics-access";
import { getMetricsText, METRICS_TYPE } from "@/lib/inference/queries/metrics-text";

export const dynamic = "force-dynamic";

/** /metrics, in Prometheus' text format. */
export async function GET(request: Request): Promise<Response> {
  try {
    await requireMetricsReader(request.headers.get("authorization"), findAccount);
    return new Response(await getMetricsText(), {
      headers: { "Content-Type": METRICS_TYPE, "Cache-Control": "no-store" },
    });
  } catch (error) {
    return jsonError(error);
  }
}
