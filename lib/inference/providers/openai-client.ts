import "server-only";
import OpenAI from "openai";
import type { ModelSettings } from "@/lib/models/schema";
import type { Exchange } from "./exchange";

/**
 * The openai client for one request. It asks once; retries, deadlines and keys are the platform's own. Nothing of its
 * environment variables (OPENAI_BASE_URL, OPENAI_ORG_ID, OPENAI_CUSTOM_HEADERS) reaches an endpoint, since the exchange
 * writes the headers.
 */
export function createClient(settings: ModelSettings, exchange: Exchange): OpenAI {
  return new OpenAI({
    baseURL: settings.baseUrl,
    // it refuses to start without one; the exchange sends the real one, or none
    apiKey: "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    // beyond the exchange's own deadline, which says why it ended
    timeout: settings.timeoutMs + 60_000,
    logLevel: "off",
    fetch: (url, init) => exchange.fetch(String(url), String(init?.body ?? "")),
  });
}
