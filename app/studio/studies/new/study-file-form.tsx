"use client";

import { UploadForm } from "@/components/studio/upload-form";
import { TextField } from "@/components/ui/field";
import { formatCounted } from "@/components/ui/format";
import { toStudyPath } from "@/lib/http/study-path";

type Made = { study: string; sets: number; models: number; pairs: number };

/** A draft of a design that was exported elsewhere, or written by hand. */
export function StudyFileForm() {
  return (
    <UploadForm kind="study" button="Make it of the file" describe={(result) => describe(result as Made)}>
      <p className="max-w-measure">
        A study that was designed elsewhere, as its settings or <span className="mono">study export</span> give it. Its
        prompt sets must be here, the same to the last character, and its models by their names. An editor checks a file
        as you type it with the schema at <a href="/study.schema.json">/study.schema.json</a>.
      </p>
      <TextField label="Another name" hint="Empty: the one in the file." name="rename" />
    </UploadForm>
  );
}

function describe({ study, sets, models, pairs }: Made) {
  const what = [formatCounted(sets, "prompt set"), formatCounted(models, "model"), formatCounted(pairs, "pair")];
  return {
    said: `Made the draft ${study}: ${what.join(", ")}.`,
    href: toStudyPath(study),
    linkText: "Look at the draft",
  };
}
