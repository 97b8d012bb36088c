import { EndpointError } from "@/lib/inference/endpoint-error";
import type { GeneratedTurn, ProviderCall } from "@/lib/inference/provider";
import type { ModelSettings } from "@/lib/models/schema";

/** A call of one turn; tests name only what they are about. */
export function makeCall(
  settings: Partial<ModelSettings> & Pick<ModelSettings, "baseUrl">,
  call: Partial<Omit<ProviderCall, "settings">> = {},
): ProviderCall {
  return {
    settings: {
      name: "A model",
      provider: "openai",
      upstreamName: "test-model",
      keyVariable: null,
      template: null,
      parameters: {},
      isStreaming: true,
      inputPrice: null,
      outputPrice: null,
      currency: "USD",
      timeoutMs: 2_000,
      ...settings,
    },
    turns: [{ text: "What is a eucalypt?", input: null }],
    answers: [],
    state: null,
    seed: null,
    signal: new AbortController().signal,
    ...call,
  };
}

/** What a request failed with. @throws {Error} it answered, or threw something else. */
export async function toFailure(generated: Promise<GeneratedTurn>): Promise<EndpointError> {
  const outcome = await generated.then(
    ({ text }) => new Error(`It answered: ${text}`),
    (thrown: Error) => thrown,
  );
  if (!(outcome instanceof EndpointError)) throw outcome;
  return outcome;
}
