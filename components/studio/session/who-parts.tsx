import { TextsField, Tick } from "@/components/studio/session/fields";
import { emptyTexts, Part, type PartProps, Rows } from "@/components/studio/session/part";
import { SelectField, TextAreaField, TextField } from "@/components/ui/field";
import { LANGUAGE_WORDS } from "@/lib/studies/describe-session";
import { LANGUAGES, type Language } from "@/lib/studies/session-schema";

type Translation = NonNullable<PartProps["session"]["translations"][Language]>;
const NOTHING: Translation = { raterTitle: "", question: "", criteria: [], instructions: "", consent: "" };

/** The study's languages, and its own texts in all but the first. */
export function LanguagesPart({ session, change, errors }: PartProps) {
  const { languages, translations } = session;
  function toggle(language: Language) {
    const chosen = languages.includes(language)
      ? languages.filter((other) => other !== language)
      : [...languages, language];
    change({ languages: chosen });
  }
  return (
    <Part
      title="Languages"
      summary={languages.map((language) => LANGUAGE_WORDS[language]).join(", ")}
      paths={["session.languages", "session.translations"]}
      errors={errors}
    >
      <fieldset>
        <legend className="font-medium">Raters may read in</legend>
        {LANGUAGES.map((language) => (
          <Tick key={language} isTicked={languages.includes(language)} onChange={() => toggle(language)}>
            {LANGUAGE_WORDS[language]}
          </Tick>
        ))}
      </fieldset>
      {errors["session.languages"] && <p className="text-danger">Choose one language at least.</p>}
      <p className="note">
        The first is the one that the texts under Settings are in. The rater&apos;s own pages are translated already;
        the prompts and responses are not.
      </p>
      {languages.slice(1).map((language) => (
        <TranslationFields
          key={language}
          language={language}
          translation={translations[language] ?? NOTHING}
          errors={errors}
          onChange={(translation) => change({ translations: { ...translations, [language]: translation } })}
        />
      ))}
    </Part>
  );
}

type TranslationProps = {
  language: Language;
  translation: Translation;
  errors: Record<string, string>;
  onChange: (translation: Translation) => void;
};

function TranslationFields({ language, translation, errors, onChange }: TranslationProps) {
  const shared = (field: keyof Translation) => {
    const name = `session.translations.${language}.${field}`;
    return { name, lang: language, dir: "auto", error: errors[name] } as const;
  };
  return (
    <fieldset className="grid grid-cols-1 gap-4">
      <legend className="mb-2 font-medium">The study&apos;s texts in {LANGUAGE_WORDS[language]}</legend>
      <TextField
        label="Title"
        value={translation.raterTitle}
        onChange={(event) => onChange({ ...translation, raterTitle: event.currentTarget.value })}
        {...shared("raterTitle")}
      />
      <TextField
        label="Question above the buttons"
        value={translation.question}
        onChange={(event) => onChange({ ...translation, question: event.currentTarget.value })}
        {...shared("question")}
      />
      <TextAreaField
        label="Criteria"
        hint="One a line."
        rows={3}
        value={translation.criteria.join("\n")}
        onChange={(event) => onChange({ ...translation, criteria: event.currentTarget.value.split("\n") })}
        {...shared("criteria")}
      />
      <TextAreaField
        label="Instructions"
        hint="Markdown."
        value={translation.instructions}
        onChange={(event) => onChange({ ...translation, instructions: event.currentTarget.value })}
        {...shared("instructions")}
      />
      <TextAreaField
        label="Consent"
        hint="Markdown."
        value={translation.consent}
        onChange={(event) => onChange({ ...translation, consent: event.currentTarget.value })}
        {...shared("consent")}
      />
    </fieldset>
  );
}

/** For the page about the study, which every rater can read. */
export function AboutPart({ session, change, errors }: PartProps) {
  const { about, languages } = session;
  const path = "session.about";
  const start = { organisation: "", contact: "", purpose: emptyTexts(languages), ethics: "", keptUntil: null };
  return (
    <Part title="Who asks" summary={about?.organisation || "Not said"} paths={[path]} errors={errors}>
      <Tick isTicked={about !== null} onChange={(isTicked) => change({ about: isTicked ? start : null })}>
        Say who asks, and what for
      </Tick>
      {about && (
        <>
          <TextField
            label="Organisation"
            name={`${path}.organisation`}
            value={about.organisation}
            onChange={(event) => change({ about: { ...about, organisation: event.currentTarget.value } })}
            error={errors[`${path}.organisation`]}
          />
          <TextField
            label="Contact"
            hint="Whom a rater writes to."
            name={`${path}.contact`}
            value={about.contact}
            onChange={(event) => change({ about: { ...about, contact: event.currentTarget.value } })}
            error={errors[`${path}.contact`]}
          />
          <TextsField
            label="Purpose"
            isLong
            path={`${path}.purpose`}
            languages={languages}
            value={about.purpose}
            onChange={(purpose) => change({ about: { ...about, purpose } })}
            errors={errors}
          />
          <TextField
            label="Ethics board and number"
            hint="Empty: none."
            name={`${path}.ethics`}
            value={about.ethics}
            onChange={(event) => change({ about: { ...about, ethics: event.currentTarget.value } })}
            error={errors[`${path}.ethics`]}
          />
          <TextField
            label="Answers are kept until"
            hint="Empty: no end is declared."
            name={`${path}.keptUntil`}
            type="date"
            value={about.keptUntil ?? ""}
            onChange={(event) => change({ about: { ...about, keptUntil: event.currentTarget.value || null } })}
            error={errors[`${path}.keptUntil`]}
          />
        </>
      )}
    </Part>
  );
}

export function DemographicsPart({ session, change, errors }: PartProps) {
  const { demographics, languages } = session;
  return (
    <Part
      title="Demographics"
      summary={demographics.map(({ name }) => name).join(", ") || "Not asked"}
      paths={["session.demographics"]}
      errors={errors}
    >
      <p className="note">Each question can be left out by the rater. Ask only what your analysis needs.</p>
      <Rows
        one="question"
        rows={demographics}
        fresh={() => ({ name: "", label: emptyTexts(languages), choices: null })}
        onChange={(rows) => change({ demographics: rows })}
      >
        {(row, index, set) => {
          const path = `session.demographics.${index}`;
          return (
            <>
              <TextField
                label="Column in the export"
                hint="Lower-case letters, digits and underscores: age_group"
                name={`${path}.name`}
                value={row.name}
                onChange={(event) => set({ name: event.currentTarget.value })}
                error={errors[`${path}.name`]}
              />
              <TextsField
                label="Question"
                path={`${path}.label`}
                languages={languages}
                value={row.label}
                onChange={(label) => set({ label })}
                errors={errors}
              />
              <SelectField
                label="Answered by"
                name={`${path}.choices`}
                value={row.choices ? "choices" : "text"}
                onChange={(event) => {
                  const fresh = () => ({ value: "", label: emptyTexts(languages) });
                  set({ choices: event.currentTarget.value === "choices" ? [fresh(), fresh()] : null });
                }}
                error={errors[`${path}.choices`]}
              >
                <option value="text">A short text of their own</option>
                <option value="choices">A list of answers</option>
              </SelectField>
              {row.choices && (
                <Rows
                  one="answer"
                  rows={row.choices}
                  fresh={() => ({ value: "", label: emptyTexts(languages) })}
                  onChange={(choices) => set({ choices })}
                >
                  {(choice, at, setChoice) => (
                    <>
                      <TextField
                        label="Stored as"
                        name={`${path}.choices.${at}.value`}
                        value={choice.value}
                        onChange={(event) => setChoice({ value: event.currentTarget.value })}
                        error={errors[`${path}.choices.${at}.value`]}
                      />
                      <TextsField
                        label="Shown as"
                        path={`${path}.choices.${at}.label`}
                        languages={languages}
                        value={choice.label}
                        onChange={(label) => setChoice({ label })}
                        errors={errors}
                      />
                    </>
                  )}
                </Rows>
              )}
            </>
          );
        }}
      </Rows>
    </Part>
  );
}
