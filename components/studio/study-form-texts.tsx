import type { TemplateTexts } from "@/components/studio/study-form-options";
import { TextAreaField, TextField } from "@/components/ui/field";

type TextsProps = { texts: TemplateTexts; errors: Record<string, string> };

/** What stands on a rater's pages. */
export function RaterFields({ texts, errors }: TextsProps) {
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-4 text-lead font-semibold">What raters read</legend>
      <TextField
        label="Title"
        hint="The only name of the study that raters see. It must not name a model."
        name="raterTitle"
        defaultValue={texts.raterTitle}
        required
        error={errors.raterTitle}
      />
      <TextField
        label="Question"
        hint="Above the buttons."
        name="question"
        defaultValue={texts.question}
        required
        error={errors.question}
      />
      <TextAreaField
        label="Instructions"
        hint="Markdown."
        name="instructions"
        rows={12}
        defaultValue={texts.instructions}
        required
        error={errors.instructions}
      />
      <TextAreaField
        label="Consent"
        hint="Markdown. What they agree to before the first pair."
        name="consent"
        defaultValue={texts.consent.text}
        required
        error={errors.consent}
      />
    </fieldset>
  );
}

/** Rarely touched: folded away. */
export function FurtherFields({ texts, errors }: TextsProps) {
  return (
    <details open={["pairsPerRater", "breakEvery", "leaseMinutes"].some((name) => errors[name]) || undefined}>
      <summary className="py-2.5 font-medium">Further rules</summary>
      <div className="grid gap-5 pt-3">
        <TextField
          label="Pairs for one rater, at most"
          hint="Empty: as many as there are."
          name="pairsPerRater"
          inputMode="numeric"
          defaultValue={texts.pairsPerRater ?? ""}
          error={errors.pairsPerRater}
        />
        <TextField
          label="Pairs between reminders to rest"
          hint="Empty: none."
          name="breakEvery"
          inputMode="numeric"
          defaultValue={texts.breakEvery ?? ""}
          error={errors.breakEvery}
        />
        <TextField
          label="Minutes before an unanswered pair goes to another rater"
          name="leaseMinutes"
          inputMode="numeric"
          defaultValue={texts.leaseMinutes}
          required
          error={errors.leaseMinutes}
        />
        <div>
          <Tick name="oncePerPrompt" isTicked={texts.oncePerPrompt}>
            A rater meets each prompt once
          </Tick>
          <Tick name="showEmptyResponses" isTicked={texts.showEmptyResponses}>
            Show empty responses
          </Tick>
          <Tick name="showSelfNamingResponses" isTicked={texts.showSelfNamingResponses}>
            Show responses that name their own model
          </Tick>
          <Tick name="showCutShortResponses" isTicked={texts.showCutShortResponses ?? false}>
            Show responses that were cut short by their token limit
          </Tick>
          <Tick name="showRepeatedResponses" isTicked={texts.showRepeatedResponses ?? false}>
            Show responses that say one thing over and over
          </Tick>
          <Tick name="showPromptCutResponses" isTicked={texts.showPromptCutResponses ?? false}>
            Show responses to a prompt whose beginning the endpoint dropped
          </Tick>
        </div>
      </div>
    </details>
  );
}

function Tick({ name, isTicked, children }: { name: string; isTicked: boolean; children: string }) {
  return (
    <label className="opt">
      <input type="checkbox" name={name} defaultChecked={isTicked} />
      {children}
    </label>
  );
}
