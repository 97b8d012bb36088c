"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { type UploadOutcome, uploadFile } from "@/components/studio/upload-file";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { CORPUS_FORMATS, QUERY_FORMATS } from "@/lib/imports/curate-schema";

type State = { step: "idle" } | { step: "sending"; share: number } | { step: "reading" } | UploadOutcome;

/** Sends raw queries and corpora as one body, the raw file first; the draft's page follows. */
export function CurateForm() {
  const router = useRouter();
  const [state, setState] = useState<State>({ step: "idle" });
  const isBusy = state.step === "sending" || state.step === "reading";

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const order = toOrder(new FormData(event.currentTarget));
    if (typeof order === "string") return setState({ step: "failed", message: order });
    setState({ step: "sending", share: 0 });
    const outcome = await uploadFile(`/api/uploads/curation?${order.query}`, order.body, (share) =>
      setState(share < 1 ? { step: "sending", share } : { step: "reading" }),
    );
    setState(outcome);
    if (outcome.step === "done") router.push(`/studio/prompts/curations/${outcome.result.curationId}`);
  }

  return (
    <form onSubmit={send} className="grid max-w-[44rem] gap-5">
      <FileField name="raw" label="Raw queries" required />
      <SelectField label="Format" name="format">
        {QUERY_FORMATS.map((format) => (
          <option key={format}>{format}</option>
        ))}
      </SelectField>
      <TextField label="Prompt set" hint="Sealing makes a new version under this name." name="set" required />
      <TextField label="Licence" hint="Of the raw queries, for the set’s card." name="licence" />
      <FileField
        name="corpora"
        label="Training corpora"
        hint="Several of one format at once. None: nothing is checked against them."
        multiple
      />
      <SelectField label="Format of the corpora" name="corpusFormat">
        {CORPUS_FORMATS.map((format) => (
          <option key={format}>{format}</option>
        ))}
      </SelectField>
      <details>
        <summary className="py-2.5 font-medium">Thresholds and steps</summary>
        <Thresholds />
      </details>
      <details>
        <summary className="py-2.5 font-medium">Take a sample</summary>
        <Sample />
      </details>
      <Button type="submit" look="primary" busy={isBusy} className="justify-self-start">
        Curate
      </Button>
      <Progress state={state} />
    </form>
  );
}

function Thresholds() {
  return (
    <div className="grid gap-5 pt-3">
      <TextField
        label="Near-duplicates from"
        hint="Jaccard similarity of character 5-grams, or none."
        name="near"
        defaultValue="0.8"
      />
      <TextField
        label="Languages"
        hint="Two letters each, with commas between; or all."
        name="languages"
        defaultValue="en"
      />
      <TextField
        label="BLEU above"
        hint="In percent; contaminated above it. 20 is BAIR’s."
        name="bleu"
        inputMode="decimal"
        defaultValue="20"
      />
      <TextField
        label="13-word n-grams above"
        hint="The share of a query’s in one example, from 0 to 1. 0: a single one is enough."
        name="containment"
        inputMode="decimal"
        defaultValue="0"
      />
      <fieldset className="grid gap-1">
        <legend className="font-medium">Drop</legend>
        <Box name="code" label="Prompts about programming" isOn />
        <Box name="personal" label="Personal data" isOn />
        <Box name="unsafe" label="Unsafe text" isOn />
      </fieldset>
    </div>
  );
}

function Sample() {
  return (
    <div className="grid gap-5 pt-3">
      <TextField
        label="How many prompts"
        hint="Empty: all that are kept."
        name="sample"
        inputMode="numeric"
        pattern="\d*"
      />
      <TextField
        label="Seed"
        hint="The same seed draws the same sample again."
        name="seed"
        inputMode="numeric"
        pattern="\d*"
        defaultValue="0"
      />
      <Box name="byCategory" label="Each category by its share" />
    </div>
  );
}

function Box({ name, label, isOn = false }: { name: string; label: string; isOn?: boolean }) {
  return (
    <label className="flex min-h-target items-center gap-2">
      <input type="checkbox" name={name} defaultChecked={isOn} />
      {label}
    </label>
  );
}

type FileFieldProps = { name: string; label: string; hint?: string; required?: boolean; multiple?: boolean };

function FileField({ name, label, hint, ...rest }: FileFieldProps) {
  return (
    <div className="grid max-w-[30rem] gap-1">
      <label htmlFor={name} className="font-medium">
        {label}
      </label>
      {hint && (
        <p id={`${name}-hint`} className="note">
          {hint}
        </p>
      )}
      <input
        id={name}
        name={name}
        type="file"
        aria-describedby={hint ? `${name}-hint` : undefined}
        className="input"
        {...rest}
      />
    </div>
  );
}

function Progress({ state }: { state: State }) {
  return (
    <>
      {state.step === "sending" && (
        <label className="grid max-w-[30rem] gap-1">
          <span className="note">Sending the files</span>
          <progress max={1} value={state.share} className="progress" />
        </label>
      )}
      <div role="status">
        {state.step === "reading" && <p>The files are sent. Curating…</p>}
        {state.step === "done" && <p>The draft is ready.</p>}
      </div>
      <div role="alert">{state.step === "failed" && <p className="problem break-words">{state.message}</p>}</div>
    </>
  );
}

/** The request that a filled-in form asks for; a sentence where a file is missing. */
function toOrder(form: FormData): { query: URLSearchParams; body: Blob } | string {
  const raw = form.get("raw");
  if (!(raw instanceof File) || raw.size === 0) return "Choose a file of raw queries that is not empty.";
  // an empty file field holds one nameless file
  const corpora = form.getAll("corpora").filter((file) => file instanceof File && file.size > 0) as File[];
  const query = new URLSearchParams();
  for (const [name, value] of form) {
    if (typeof value === "string" && name !== "corpusFormat") query.set(name, value);
  }
  query.set("file", raw.name);
  query.set("size", String(raw.size));
  for (const corpus of corpora) {
    query.append("corpus.file", corpus.name);
    query.append("corpus.size", String(corpus.size));
    query.append("corpus.format", String(form.get("corpusFormat")));
  }
  return { query, body: new Blob([raw, ...corpora]) };
}
