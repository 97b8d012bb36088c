import { Button } from "@/components/ui/button";
import { Mark } from "@/components/ui/mark";

/** No word of what went wrong reaches the page: the digest leads to it in the log. */
export function FailedPage({ digest, retry }: { digest?: string; retry: () => void }) {
  return (
    <main className="wrap py-2" id="main">
      <Mark />
      <div className="grid max-w-[40rem] justify-items-start gap-3 pt-12">
        <h1>This page could not be made</h1>
        <p>
          Something went wrong here, and nothing you did is lost. Try again; if it goes on, tell whoever runs this site.
        </p>
        {digest && (
          <p className="note">
            It stands in the log under <span className="mono">{digest}</span>.
          </p>
        )}
        <Button look="primary" onClick={retry}>
          Try again
        </Button>
      </div>
    </main>
  );
}
