import { type EndpointHealth, isRunOver, type RunProgress } from "@/lib/inference/schema";

type Props = { progress: RunProgress; now: number | null };

/** What holds the run up, and what becomes of it. Not announced: the seconds would be read out one by one. */
export function RunWarnings({ progress, now }: Props) {
  if (isRunOver(progress.state)) return null;
  const held = progress.endpoints.filter(({ state }) => state !== "ok");
  if (progress.hasWorker && held.length === 0) return null;
  return (
    <section aria-label="Warnings" className="grid gap-3 pb-6">
      {!progress.hasWorker && (
        <p className="problem">
          <strong>No worker is running, so nothing is asked for.</strong> Start one with{" "}
          <code className="whitespace-nowrap">npm run worker</code>. The run goes on by itself then.
        </p>
      )}
      {held.map((endpoint) => (
        <EndpointWarning key={endpoint.endpoint} endpoint={endpoint} now={now} />
      ))}
    </section>
  );
}

function EndpointWarning({ endpoint, now }: { endpoint: EndpointHealth; now: number | null }) {
  const isDown = endpoint.state === "down";
  const finding = isDown ? "does not answer" : "lets us wait";
  return (
    <div className={isDown ? "problem grid gap-1" : "grid max-w-[44rem] gap-1 border-y border-rule py-3.5"}>
      <p>
        <strong className="break-all">{endpoint.endpoint}</strong> {finding}; it is asked again{" "}
        {toWhen(endpoint.retryAt, now)}. Nothing is lost.
      </p>
      {endpoint.reason && (
        <p dir="auto" className="note break-words">
          {endpoint.reason}
        </p>
      )}
    </div>
  );
}

function toWhen(retryAt: string | null, now: number | null): string {
  if (retryAt === null || now === null) return "soon";
  const seconds = Math.ceil((Date.parse(retryAt) - now) / 1000);
  return seconds > 0 ? `in ${seconds} s` : "now";
}
