import type { Metadata } from "next";
import type { ReactNode } from "react";
import { createRunAction } from "@/app/studio/runs/actions";
import { getRunFormOptions } from "@/app/studio/runs/run-form-options";
import { NewRunForm, type RunFormOptions } from "@/components/studio/new-run-form";
import { PageHead } from "@/components/studio/page-head";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { mayWrite } from "@/lib/auth/policy";
import { requireAccount } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Order a run" };

type Query = Record<string, string | string[] | undefined>;
type Props = { searchParams: Promise<Query> };

export default async function NewRunPage({ searchParams }: Props) {
  const account = await requireAccount();
  const query = await searchParams;
  return (
    <main className="wrap pb-16" id="main">
      <PageHead title="Order a run" />
      {mayWrite(account) ? (
        <Form options={await getRunFormOptions(account)} query={query} />
      ) : (
        <EmptyState actions={<ButtonLink href="/studio/runs">Back to the runs</ButtonLink>}>
          A viewer reads runs and orders none. An owner of this site can make you an editor.
        </EmptyState>
      )}
    </main>
  );
}

function Form({ options, query }: { options: RunFormOptions; query: Query }): ReactNode {
  if (options.sets.length === 0) {
    return (
      <EmptyState actions={<ButtonLink href="/studio/prompts/import">Import prompts</ButtonLink>}>
        A run asks models the prompts of a set, and there are no prompt sets yet.
      </EmptyState>
    );
  }
  if (options.models.length === 0) {
    return (
      <EmptyState
        actions={
          <ButtonLink look="primary" href="/studio/models/new">
            Add a model
          </ButtonLink>
        }
      >
        A run asks models that have an address, and there are none yet.
      </EmptyState>
    );
  }
  return <NewRunForm action={createRunAction} options={options} wished={readWishes(options, query)} />;
}

/** `?set=NAME&models=A,B`, or models one by one; what is not there is left out. */
function readWishes({ sets, models }: RunFormOptions, query: Query): { set: string | null; models: string[] } {
  const given = [query.models ?? []].flat();
  // a name may hold a comma: whole first
  const wished = given.flatMap((text) => (models.includes(text) ? [text] : text.split(",").map((name) => name.trim())));
  return {
    set: sets.find(({ name }) => name === query.set)?.name ?? null,
    models: models.filter((name) => wished.includes(name)),
  };
}
