import type { Metadata } from "next";
import Link from "next/link";
import { DemoForm } from "@/app/studio/demo/demo-form";
import { PageHead } from "@/components/studio/page-head";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { requireAccount } from "@/lib/auth/session";
import { type DemoOverview, getDemoOverview } from "@/lib/demo/queries";
import { toStudyPath } from "@/lib/http/study-path";

export const metadata: Metadata = { title: "Demo" };

export default async function StudioDemoPage() {
  const demo = await getDemoOverview(await requireAccount());
  return (
    <main className="wrap pb-16" id="main">
      <PageHead title="Demo" actions={<ButtonLink href="/demo">Open the demo</ButtonLink>} />
      <p className="max-w-measure pb-8">
        Visitors talk to a model of their choice, or to two anonymous models at once, and vote on which answers better.
        Each message is a request to your models’ endpoints, at your cost.
      </p>
      <div className="grid gap-x-16 gap-y-10 pair:grid-cols-[minmax(0,1fr)_20rem]">
        <Settings demo={demo} />
        <Facts demo={demo} />
      </div>
    </main>
  );
}

function Settings({ demo }: { demo: DemoOverview }) {
  if (!demo.mayChange) {
    return (
      <EmptyState>
        The demo is {demo.isOn ? "on" : "off"}. Only an owner of the installation turns it on, or says who may be talked
        to.
      </EmptyState>
    );
  }
  if (demo.models.length === 0) {
    return (
      <EmptyState actions={<ButtonLink href="/studio/models">To the models</ButtonLink>}>
        The demo needs a model that generates. Add one with its address first.
      </EmptyState>
    );
  }
  const { isOn, messagesPerHour, models } = demo;
  return <DemoForm isOn={isOn} messagesPerHour={messagesPerHour} models={models} />;
}

function Facts({ demo }: { demo: DemoOverview }) {
  return (
    <dl className="grid content-start gap-4">
      <div>
        <dt className="note">Moderation</dt>
        <dd>
          {demo.isModerated
            ? "On: messages before they are sent, responses before they are shown."
            : "Off, and the demo says so. Set MODERATION_API_KEY, and start again."}
        </dd>
      </div>
      <div>
        <dt className="note">Votes on two models</dt>
        <dd>
          {demo.arenas.length === 0
            ? "Go to a study of their own, which begins with the first vote."
            : demo.arenas.map((name) => (
                <p key={name}>
                  <Link href={toStudyPath(name)}>{name}</Link>
                </p>
              ))}
        </dd>
      </div>
    </dl>
  );
}
