import type { Metadata } from "next";
import { CardForm } from "@/app/studio/models/[model]/card/card-form";
import { PageHead } from "@/components/studio/page-head";
import { mayWrite } from "@/lib/auth/policy";
import { requireAccount } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { fromPathPart } from "@/lib/http/study-path";
import { CARD_FIELDS, CARD_WORDS } from "@/lib/models/card";
import { getCard } from "@/lib/models/get-card";

type Props = { params: Promise<{ model: string }> };

export const metadata: Metadata = { title: "A model’s card" };

/** What a model is, for readers of results. */
export default async function CardPage({ params }: Props) {
  const account = await requireAccount();
  const { name, provider, card } = await orNotFound(getCard(account, fromPathPart((await params).model)));
  return (
    <main className="wrap pb-16" id="main">
      <PageHead
        title={`What ${name} is`}
        meta={<span>{provider === "recorded" ? "imported responses" : provider}</span>}
      />
      <p className="max-w-[44rem] pb-6">
        Readers of results see this beside how the model did. None of it reaches a rater, and none of it is sent to the
        model.
      </p>
      {mayWrite(account) ? (
        <CardForm
          model={name}
          fields={CARD_FIELDS.map((field) => ({ field, ...CARD_WORDS[field], value: card[field] }))}
        />
      ) : (
        <dl className="grid gap-3">
          {CARD_FIELDS.map((field) => (
            <div key={field}>
              <dt className="note">{CARD_WORDS[field].label}</dt>
              <dd>{card[field] ?? "Not said"}</dd>
            </div>
          ))}
        </dl>
      )}
    </main>
  );
}
