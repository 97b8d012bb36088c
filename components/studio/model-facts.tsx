import type { ReactNode } from "react";
import { describeLimits, PROVIDER_WORDS } from "@/components/studio/model-words";
import { formatMoney } from "@/components/ui/format";
import type { LiveModel } from "@/lib/models/schema";

/** A model's settings, for those who read only. */
export function ModelFacts({ model }: { model: LiveModel }) {
  const { parameters, currency } = model;
  const price = (micros: number | null) => (micros === null ? "not known" : formatMoney(micros, currency));
  return (
    <dl className="grid max-w-[44rem] gap-4">
      <Fact name="Provider">{PROVIDER_WORDS[model.provider]}</Fact>
      <Fact name="Base URL">
        <span className="mono break-all">{model.baseUrl}</span>
      </Fact>
      {model.upstreamName && <Fact name="Name at the endpoint">{model.upstreamName}</Fact>}
      <Fact name="Prompt template">{model.template ?? "none: the endpoint has its own"}</Fact>
      <Fact name="Key">{model.keyVariable ? `in ${model.keyVariable}` : "none"}</Fact>
      <Fact name="Sampling">
        {Object.keys(parameters).length === 0 ? "as the endpoint’s own defaults" : describeSampling(parameters)}
      </Fact>
      <Fact name="Limits of the endpoint">
        {describeLimits(model)}; {model.timeoutMs / 1000} seconds for one answer
      </Fact>
      <Fact name="Price of a million tokens">
        {price(model.inputPrice)} of prompts, {price(model.outputPrice)} of responses
      </Fact>
    </dl>
  );
}

function describeSampling({ temperature, topP, maxTokens, stop, seed }: LiveModel["parameters"]): string {
  const parts = [
    temperature !== undefined && `temperature ${temperature}`,
    topP !== undefined && `top-p ${topP}`,
    maxTokens !== undefined && `at most ${maxTokens.toLocaleString("en")} tokens`,
    stop !== undefined && `stops at ${stop.map((text) => JSON.stringify(text)).join(", ")}`,
    seed !== undefined && `seed ${seed}`,
  ];
  return parts.filter(Boolean).join("; ");
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="note">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
