"use client";

import { UploadForm } from "@/components/studio/upload-form";
import { SelectField, TextField } from "@/components/ui/field";
import { formatCounted } from "@/components/ui/format";
import { type ImportedPrompts, PROMPT_FORMATS } from "@/lib/imports/schema";

export function ImportPromptsForm() {
  return (
    <UploadForm kind="prompts" describe={(result) => describe(result as ImportedPrompts)}>
      <SelectField label="Format" name="format">
        {PROMPT_FORMATS.map((format) => (
          <option key={format}>{format}</option>
        ))}
      </SelectField>
      <TextField
        label="Prompt set"
        hint="Under a name that exists already, other prompts become its next version."
        name="set"
        required
      />
      <details>
        <summary className="py-2.5 font-medium">Take a sample</summary>
        <div className="grid gap-5 pt-3">
          <TextField
            label="How many prompts"
            hint="Empty: all of them."
            name="sample"
            inputMode="numeric"
            pattern="\d*"
          />
          <TextField
            label="Seed"
            hint="A whole number. The same seed draws the same sample again."
            name="seed"
            inputMode="numeric"
            pattern="\d*"
          />
        </div>
      </details>
    </UploadForm>
  );
}

function describe({ status, set, version, prompts }: ImportedPrompts) {
  const what = `${formatCounted(prompts, "prompt")}, version ${version} of ${set}`;
  return {
    said: status === "imported" ? `Imported: ${what}.` : `Nothing changed: these prompts are here already (${what}).`,
    href: `/studio/prompts/${encodeURIComponent(set)}?version=${version}`,
    linkText: "Look at the set",
  };
}
