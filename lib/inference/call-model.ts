import "server-only";
import { WORKER } from "@/lib/auth/actor";
import type { GeneratedTurn, ProviderCall } from "@/lib/inference/provider";
import { requestTurn } from "@/lib/inference/request-turn";
import { getLiveModel } from "@/lib/models/queries";
import { type ModelSettings, modelSettingsSchema } from "@/lib/models/schema";

/**
 * One turn of a model as it is set up now, within the limits that the workers keep, too.
 *
 * @throws {EndpointError} it did not answer; {AppError} not_found: there is no such model.
 */
export async function callModel(
  modelName: string,
  call: Omit<ProviderCall, "settings">,
): Promise<GeneratedTurn & { settings: ModelSettings }> {
  const {
    id: _i,
    endpoint: _e,
    isInDemo: _d,
    maxConcurrent: _m,
    requestsPerMinute: _r,
    ...live
  } = await getLiveModel(WORKER, modelName);
  const settings = modelSettingsSchema.parse(live);
  const turn = await requestTurn({ ...call, settings });
  return { ...turn, settings };
}
