"use client";

import { UploadForm } from "@/components/studio/upload-form";
import { SelectField, TextField } from "@/components/ui/field";
import { formatCounted } from "@/components/ui/format";
import { type ImportedResponses, RESPONSE_FORMATS } from "@/lib/imports/schema";

export function ImportResponsesForm({ sets }: { sets: string[] }) {
  return (
    <UploadForm kind="responses" describe={(result) => describe(result as ImportedResponses)}>
      <SelectField label="Format" name="format">
        {RESPONSE_FORMATS.map((format) => (
          <option key={format}>{format}</option>
        ))}
      </SelectField>
      <SelectField label="Prompt set" hint="Its newest version." name="set">
        {sets.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </SelectField>
      <TextField label="Model" hint="In place of the name in the file, or where it gives none." name="model" />
    </UploadForm>
  );
}

function describe(result: ImportedResponses) {
  const { status, set, version, models, inserted, unchanged, empty, selfNaming } = result;
  const parts = [
    unchanged > 0 ? `${unchanged} were here already` : "",
    empty > 0 ? `${empty} are empty` : "",
    selfNaming > 0 ? `${selfNaming} name their own model` : "",
  ].filter(Boolean);
  const more = parts.length > 0 ? ` ${parts.join(", ")}.` : "";
  const said =
    status === "imported"
      ? `Imported: ${formatCounted(inserted, "response")} of ${models.join(", ")}.${more}`
      : "Nothing changed: these responses are here already.";
  return { said, href: `/studio/prompts/${encodeURIComponent(set)}?version=${version}`, linkText: "Look at the set" };
}
