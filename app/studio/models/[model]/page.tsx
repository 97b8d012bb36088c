import type { Metadata } from "next";
import type { ReactNode } from "react";
import { previewRequestAction, testModelAction, updateModelAction } from "@/app/studio/models/actions";
import { previewTalk, type Talk } from "@/app/studio/models/preview-talk";
import { toModelInput } from "@/app/studio/models/to-model-input";
import { ModelFacts } from "@/components/studio/model-facts";
import { ModelForm } from "@/components/studio/model-form";
import { toModelFormValues } from "@/components/studio/model-form-values";
import { ModelPreview } from "@/components/studio/model-preview";
import { ModelTestForm } from "@/components/studio/model-test";
import { PageHead } from "@/components/studio/page-head";
import { SAMPLE_TALK } from "@/components/studio/sample-talk";
import { ButtonLink } from "@/components/ui/button";
import type { AccountActor } from "@/lib/auth/actor";
import { mayManageAccounts, mayWrite } from "@/lib/auth/policy";
import { requireAccount } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { fromPathPart } from "@/lib/http/study-path";
import { getLiveModel } from "@/lib/models/queries";
import type { LiveModel } from "@/lib/models/schema";

type Props = { params: Promise<{ model: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: fromPathPart((await params).model) };
}

export default async function ModelPage({ params }: Props) {
  const account = await requireAccount();
  const model = await orNotFound(getLiveModel(account, fromPathPart((await params).model)));
  return (
    <main className="wrap pb-16" id="main">
      <PageHead
        title={model.name}
        meta={
          <>
            <span>{model.provider}</span>
            <span className="mono break-all">{model.baseUrl}</span>
            <span>{model.template ? `template ${model.template}` : "the endpoint’s own template"}</span>
          </>
        }
        actions={
          mayWrite(account) && (
            <ButtonLink look="primary" href={`/studio/runs/new?models=${encodeURIComponent(model.name)}`}>
              Order a run
            </ButtonLink>
          )
        }
      />
      <Section id="preview" title="The exact text that is sent">
        <ModelPreview action={previewRequestAction} model={model.name} initial={previewTalk(account, model, SAMPLE)} />
      </Section>
      {mayWrite(account) && (
        <Section id="test" title="Test">
          <ModelTestForm action={testModelAction} model={model.name} />
        </Section>
      )}
      <Settings account={account} model={model} />
    </main>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="pt-10 first-of-type:pt-4" aria-labelledby={`${id}-head`}>
      <h2 id={`${id}-head`} className="mb-4">
        {title}
      </h2>
      {children}
    </section>
  );
}

const SAMPLE: Talk = {
  turns: [
    { text: SAMPLE_TALK.previewText, input: SAMPLE_TALK.previewInput || null },
    { text: SAMPLE_TALK.previewSecond, input: null },
  ],
  answers: [SAMPLE_TALK.previewAnswer],
};

/** The form for those who may change the model; for others what stands in it. */
function Settings({ account, model }: { account: AccountActor; model: LiveModel }) {
  const isOwner = mayManageAccounts(account);
  const isKept = model.keyVariable !== null && !isOwner;
  if (!mayWrite(account) || isKept) {
    return (
      <Section id="settings" title="Settings">
        {mayWrite(account) && (
          <p className="mb-4">This model has a key, so that only an owner of the installation may change it.</p>
        )}
        <ModelFacts model={model} />
      </Section>
    );
  }
  return (
    // its parts have heads of their own
    <section aria-label="Settings" className="pt-10">
      <ModelForm
        action={updateModelAction}
        model={toModelFormValues(toModelInput(model))}
        presets={[]}
        mayNameKey={isOwner}
      />
    </section>
  );
}
