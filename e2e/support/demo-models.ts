import { platform } from "@/e2e/support/platform";
import { type OpenAiTestServer, startOpenAiServer } from "@/lib/inference/testing/openai-server";

export const DEMO_MODELS = ["wombat-demo-model", "quokka-demo-model"] as const;
export const SHORT = "A short answer, in **bold** words.";
export const LONG = "A longer answer goes on and on. ".repeat(30).trim();

export type DemoServers = [OpenAiTestServer, OpenAiTestServer];

/** A server for each of the two models, known to the platform. */
export async function startDemoModels(): Promise<DemoServers> {
  const servers: DemoServers = [await startOpenAiServer(), await startOpenAiServer()];
  for (const [index, name] of DEMO_MODELS.entries()) {
    const address = ["--base-url", servers[index]?.url ?? "", "--upstream-name", "test-model"];
    await platform.cli("models", "add", name, "--provider", "openai", ...address);
  }
  return servers;
}

/** The one answers shortly and the other at length, both at once and without a fault. */
export function resetDemoModels([wombat, quokka]: DemoServers): void {
  wombat.setBehaviour({ answer: () => SHORT, faults: {}, tokenDelayMs: 5, latencyMs: 0 });
  quokka.setBehaviour({ answer: () => LONG, faults: {}, tokenDelayMs: 5, latencyMs: 0 });
}
