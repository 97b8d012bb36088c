"use client";

import { useState } from "react";
import { UploadForm } from "@/components/studio/upload-form";
import { SelectField, TextField } from "@/components/ui/field";
import { formatCounted } from "@/components/ui/format";
import { type ImportedVotes, VOTE_COLUMNS, VOTE_FORMATS } from "@/lib/imports/schema";

export function ImportVotesForm({ sets }: { sets: string[] }) {
  const [format, setFormat] = useState<string>(VOTE_FORMATS[0]);
  return (
    <UploadForm kind="votes" describe={(result) => describe(result as ImportedVotes)}>
      <SelectField
        label="Format"
        name="format"
        value={format}
        onChange={(event) => setFormat(event.currentTarget.value)}
      >
        {VOTE_FORMATS.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </SelectField>
      <TextField
        label="Study"
        hint="A new name, or that of an imported study that gets more votes."
        name="study"
        required
      />
      <SelectField
        label="Prompt set"
        hint="Where it has the file's prompts by their ids, their texts are shown."
        name="set"
      >
        <option value="">None</option>
        {sets.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </SelectField>
      {format === "csv" && (
        <details>
          <summary className="py-2.5 font-medium">Name the columns</summary>
          <div className="grid gap-5 pt-3">
            {VOTE_COLUMNS.map((column) => (
              <TextField
                key={column}
                label={`Column for ${column}`}
                hint={`Empty: ${column}`}
                name={`column.${column}`}
              />
            ))}
          </div>
        </details>
      )}
    </UploadForm>
  );
}

function describe({ status, study, votes, raters, prompts, models }: ImportedVotes) {
  const what = [
    formatCounted(votes, "vote"),
    formatCounted(raters, "rater"),
    formatCounted(prompts, "prompt"),
    formatCounted(models, "model"),
  ].join(", ");
  return {
    said: status === "imported" ? `Imported: ${what}.` : `Nothing changed: this file is in ${study} already.`,
    href: `/studio/studies/${encodeURIComponent(study)}/results`,
    linkText: "Look at the results",
  };
}
