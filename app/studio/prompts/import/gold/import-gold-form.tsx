"use client";

import { UploadForm } from "@/components/studio/upload-form";
import { SelectField, TextField } from "@/components/ui/field";
import { formatCounted } from "@/components/ui/format";
import { GOLD_FORMATS, type ImportedGold } from "@/lib/imports/schema";

export function ImportGoldForm() {
  return (
    <UploadForm kind="gold" describe={(result) => describe(result as ImportedGold)}>
      <SelectField
        label="Format"
        name="format"
        hint="jsonl and csv have prompt, better and worse, and may have id, input and category."
      >
        {GOLD_FORMATS.map((format) => (
          <option key={format}>{format}</option>
        ))}
      </SelectField>
      <TextField
        label="Set of gold pairs"
        hint="Under a name that exists already, other pairs become its next version."
        name="set"
        required
      />
    </UploadForm>
  );
}

function describe({ status, set, version, pairs }: ImportedGold) {
  const what = `${formatCounted(pairs, "gold pair")}, version ${version} of ${set}`;
  return {
    said: status === "imported" ? `Imported: ${what}.` : `Nothing changed: these pairs are here already (${what}).`,
    href: `/studio/prompts/${encodeURIComponent(set)}?version=${version}`,
    linkText: "Look at the set",
  };
}
