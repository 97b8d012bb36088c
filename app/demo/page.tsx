import type { Metadata } from "next";
import { Demo } from "@/components/demo/demo";
import "@/components/rating/prose.css";
import "@/components/rating/rating.css";
import "@/components/rating/pair.css";
import "@/components/demo/demo.css";
import { SkipLink, TopBar, TopLink } from "@/components/site/top-bar";
import { formatCounted } from "@/components/ui/format";
import { mayManageAccounts } from "@/lib/auth/policy";
import { findAccount } from "@/lib/auth/session";
import { DEMO_CONSENT } from "@/lib/demo/arena/arena-protocol";
import { findOpenDemo } from "@/lib/demo/queries";
import type { OpenDemo } from "@/lib/demo/schema";

export const metadata: Metadata = { title: "Demo" };

export default async function DemoPage() {
  const [demo, account] = await Promise.all([findOpenDemo(), findAccount()]);
  return (
    <>
      <SkipLink />
      <div className={demo ? "demo-bar" : undefined}>
        <TopBar
          label="Site"
          links={null}
          end={account ? <TopLink href="/studio">Studio</TopLink> : <TopLink href="/sign-in">Sign in</TopLink>}
        />
      </div>
      {demo ? (
        <main className="demo" id="main">
          <Demo demo={demo} notes={<Notes demo={demo} />} />
        </main>
      ) : (
        <Off isOwner={account !== null && mayManageAccounts(account)} />
      )}
    </>
  );
}

/** What becomes of what is said here. */
function Notes({ demo }: { demo: OpenDemo }) {
  return (
    <ul className="note demo-notes">
      <li>{DEMO_CONSENT.text}</li>
      <li>The responses are written by computer programs. Some are wrong; send nothing private.</li>
      <li>
        {demo.isModerated
          ? "Messages and responses are checked by a moderation service; a response is shown once it was checked."
          : "Moderation is off on this server."}
      </li>
      <li>You may send {formatCounted(demo.messagesPerHour, "message")} an hour.</li>
    </ul>
  );
}

function Off({ isOwner }: { isOwner: boolean }) {
  return (
    <main className="wrap grid max-w-[40rem] content-start justify-items-start gap-3 pt-12" id="main">
      <h1>The demo is off</h1>
      {isOwner ? (
        <>
          <p>Add a model that generates, offer it to visitors, and turn the demo on.</p>
          <TopLink href="/studio/demo">Set up the demo</TopLink>
        </>
      ) : (
        <p>Nobody can talk to a model here now. An owner of this site can offer models and turn the demo on.</p>
      )}
    </main>
  );
}
