import "server-only";
import { EndpointError } from "@/lib/inference/endpoint-error";
import { type Place, takePlace } from "@/lib/inference/gate/gate";
import { knownLimits } from "@/lib/inference/gate/known-limits";
import { countAttempt } from "@/lib/inference/metrics";
import type { GeneratedTurn, ProviderCall } from "@/lib/inference/provider";
import { getProvider } from "@/lib/inference/providers/registry";
import { toEndpoint } from "@/lib/models/to-endpoint";

/**
 * One request, when the endpoint has a place for it. An endpoint that is dead, or that asks to be left alone, is waited
 * for: that is no try of this request.
 *
 * @param held a place that was taken for it already.
 * @param onWaiting true while no request is in flight.
 * @throws {EndpointError} what counts as a try, or cannot be cured by one.
 */
export async function requestTurn(
  call: ProviderCall,
  held: Place | null = null,
  onWaiting: (isWaiting: boolean) => void = () => {},
): Promise<GeneratedTurn> {
  const endpoint = toEndpoint(call.settings.baseUrl);
  for (let place = held; ; place = null) {
    onWaiting(place === null);
    place ??= await takePlace(endpoint, await knownLimits(endpoint), call.signal);
    onWaiting(false);
    try {
      const turn = await getProvider(call.settings.provider).generateTurn(call);
      await place.release(null);
      countAttempt({ endpoint, outcome: "done", ...turn });
      return turn;
    } catch (cause) {
      const error = cause instanceof EndpointError ? cause : new EndpointError("cancelled", "", { cause });
      const isDown = await place.release(error);
      if (!(cause instanceof EndpointError)) throw cause;
      countAttempt({ endpoint, outcome: error.kind });
      const isNoTry = error.kind === "unreachable" || error.kind === "rate_limited" || (isDown && error.isPassing);
      // what has been streamed to somebody cannot be asked for again behind their back
      if (!isNoTry || call.signal.aborted || call.onText) throw error;
    }
  }
}
