import type { Metadata } from "next";
import { createModelAction } from "@/app/studio/models/actions";
import { ModelForm } from "@/components/studio/model-form";
import { type PresetChoice, toModelFormValues } from "@/components/studio/model-form-values";
import { PageHead } from "@/components/studio/page-head";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { mayManageAccounts, mayWrite } from "@/lib/auth/policy";
import { requireAccount } from "@/lib/auth/session";
import { MODEL_PRESETS, PRESET_NAMES } from "@/lib/models/presets";

export const metadata: Metadata = { title: "Add a model" };

const PRESETS: PresetChoice[] = PRESET_NAMES.map((name) => {
  const { label, usualUrl, ...preset } = MODEL_PRESETS[name];
  return { name, label, values: toModelFormValues({ ...preset, name, baseUrl: usualUrl }) };
});

export default async function NewModelPage() {
  const account = await requireAccount();
  return (
    <main className="wrap pb-16" id="main">
      <PageHead title="Add a model" />
      {mayWrite(account) ? (
        <ModelForm action={createModelAction} model={null} presets={PRESETS} mayNameKey={mayManageAccounts(account)} />
      ) : (
        <EmptyState actions={<ButtonLink href="/studio/models">Back to the models</ButtonLink>}>
          A viewer reads models and adds none. An owner of this site can make you an editor.
        </EmptyState>
      )}
    </main>
  );
}
