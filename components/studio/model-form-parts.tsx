import { type ReactNode, useState } from "react";
import type { ModelFormValues } from "@/components/studio/model-form-values";
import { PROVIDER_WORDS } from "@/components/studio/model-words";
import { SelectField, TextAreaField, TextField } from "@/components/ui/field";
import { LIVE_PROVIDERS, PROMPT_TEMPLATES } from "@/lib/models/schema";

type Props = { values: ModelFormValues; errors: Record<string, string> };

const COLUMNS = {
  three: "grid-cols-[repeat(auto-fit,minmax(12rem,1fr))]",
  four: "grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]",
};

/** Short fields side by side, as far as there is room. */
function Row({ fields, children }: { fields: keyof typeof COLUMNS; children: ReactNode }) {
  return <div className={`grid items-start gap-5 ${COLUMNS[fields]}`}>{children}</div>;
}

function Legend({ children }: { children: ReactNode }) {
  return <legend className="mb-4 text-lead font-semibold">{children}</legend>;
}

/** Where it listens, and what it is told. */
export function EndpointFields({ values, errors, mayNameKey }: Props & { mayNameKey: boolean }) {
  const [provider, setProvider] = useState(values.provider);
  return (
    <fieldset className="grid gap-5">
      <Legend>Endpoint</Legend>
      <SelectField
        label="Provider"
        hint="What the endpoint speaks."
        name="provider"
        value={provider}
        onChange={(event) => setProvider(event.currentTarget.value)}
        error={errors.provider}
      >
        {LIVE_PROVIDERS.map((name) => (
          <option key={name} value={name}>
            {PROVIDER_WORDS[name]}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Base URL"
        hint="With its path: https://api.openai.com/v1, http://127.0.0.1:5009."
        name="baseUrl"
        inputMode="url"
        defaultValue={values.baseUrl}
        required
        error={errors.baseUrl}
      />
      <TextField
        label="Name at the endpoint"
        hint={provider === "easylm" ? "An EasyLM server has one model: leave this empty." : "Such as gpt-3.5-turbo."}
        name="upstreamName"
        defaultValue={values.upstreamName}
        error={errors.upstreamName}
      />
      <SelectField
        label="Prompt template"
        hint={TEMPLATE_HINTS[provider]}
        name="template"
        defaultValue={values.template}
        error={errors.template}
      >
        <option value="">None: the endpoint has its own</option>
        {PROMPT_TEMPLATES.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </SelectField>
      {mayNameKey ? (
        <TextField
          label="Name of the key’s variable"
          hint="Of the environment variable that holds the key, such as OPENAI_API_KEY; never the key. Empty: no key. Only an owner may set it."
          name="keyVariable"
          autoComplete="off"
          spellCheck={false}
          defaultValue={values.keyVariable}
          error={errors.keyVariable}
        />
      ) : (
        <div className="grid gap-1">
          <p className="note">The endpoint is asked without a key: only an owner may set one.</p>
          {errors.keyVariable && <p className="text-danger">{errors.keyVariable}</p>}
        </div>
      )}
    </fieldset>
  );
}

const TEMPLATE_HINTS: Record<string, string> = {
  openai: "A chat endpoint is sent messages, and puts them into its own.",
  completions: "A text endpoint is sent one text: the template makes it of the turns.",
  easylm: "As the model was trained.",
};

export function SamplingFields({ values, errors }: Props) {
  return (
    <fieldset className="grid gap-5">
      <Legend>Sampling</Legend>
      <p className="note">
        What is left empty is not sent, and the endpoint’s own default holds. An EasyLM server takes a temperature and
        nothing else.
      </p>
      <Row fields="four">
        <Figure label="Temperature" name="temperature" values={values} errors={errors} mode="decimal" />
        <Figure label="Top-p" name="topP" values={values} errors={errors} mode="decimal" />
        <Figure label="Tokens, at most" name="maxTokens" values={values} errors={errors} />
        <Figure label="Seed" name="seed" values={values} errors={errors} />
      </Row>
      <TextAreaField
        label="Stop at"
        hint="One text a line. A line end in it is written \n, a tab \t, a backslash \\."
        name="stop"
        rows={3}
        spellCheck={false}
        defaultValue={values.stop}
        error={errors.stop}
      />
      <label className="opt">
        <input type="checkbox" name="isStreaming" defaultChecked={values.isStreaming} />
        Stream: the answer is read as it is written, and the time to the first token is known
      </label>
    </fieldset>
  );
}

export function LimitFields({ values, errors }: Props) {
  return (
    <fieldset className="grid gap-5">
      <Legend>Limits of the endpoint</Legend>
      <p className="note">Where several models share an endpoint, the strictest limits hold for all of them.</p>
      <Row fields="three">
        <Figure label="Requests at once" name="maxConcurrent" values={values} errors={errors} required />
        <Figure label="Requests per minute" name="requestsPerMinute" values={values} errors={errors} />
        <Figure label="Seconds for one answer" name="timeoutSeconds" values={values} errors={errors} required />
      </Row>
    </fieldset>
  );
}

export function PriceFields({ values, errors }: Props) {
  return (
    <fieldset className="grid gap-5">
      <Legend>Price of a million tokens</Legend>
      <p className="note">In units of the currency, such as 0.5. Empty: not known, and no cost is told.</p>
      <Row fields="three">
        <Figure label="Of prompts" name="inputPrice" values={values} errors={errors} mode="decimal" />
        <Figure label="Of responses" name="outputPrice" values={values} errors={errors} mode="decimal" />
        <TextField
          label="Currency"
          name="currency"
          maxLength={3}
          defaultValue={values.currency}
          required
          error={errors.currency}
        />
      </Row>
    </fieldset>
  );
}

type FigureName = Exclude<keyof ModelFormValues, "isStreaming">;
type FigureProps = Props & { label: string; name: FigureName; mode?: "numeric" | "decimal"; required?: boolean };

function Figure({ label, name, values, errors, mode = "numeric", required }: FigureProps) {
  return (
    <TextField
      label={label}
      name={name}
      inputMode={mode}
      defaultValue={values[name]}
      required={required}
      error={errors[name]}
    />
  );
}
