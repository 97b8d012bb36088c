import { formatTimeLeft } from "@/components/studio/run-words";
import { formatCount, formatLatency, formatMoney } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import type { ModelProgress } from "@/lib/inference/schema";

/** How far each model's part has got. `isOver`: there is no pace and no time left to tell. */
export function RunTable({ models, isOver }: { models: ModelProgress[]; isOver: boolean }) {
  return (
    <Table label="Progress by model">
      <thead>
        <tr>
          <th scope="col" className="start">
            Model
          </th>
          <th scope="col">Done</th>
          <th scope="col">Running</th>
          <th scope="col">Waiting</th>
          <th scope="col">Failed</th>
          <th scope="col">Per minute</th>
          <th scope="col">Tokens in</th>
          <th scope="col">Tokens out</th>
          <th scope="col">Median time</th>
          <th scope="col">Cost so far</th>
          <th scope="col">Estimated</th>
          <th scope="col">Time left</th>
        </tr>
      </thead>
      <tbody>
        {models.map((model) => (
          <ModelRow key={model.model} model={model} isOver={isOver} />
        ))}
      </tbody>
    </Table>
  );
}

const NONE = <span className="text-muted">–</span>;

function ModelRow({ model, isOver }: { model: ModelProgress; isOver: boolean }) {
  const { done, total, running, pending, failed, medianDurationMs, secondsLeft } = model;
  return (
    <tr>
      <th scope="row" className="min-w-32 break-words whitespace-normal">
        {model.model}
      </th>
      <td>
        {formatCount(done)} <span className="note">of {formatCount(total)}</span>
      </td>
      <td>{formatCount(running)}</td>
      <td>{formatCount(pending)}</td>
      <td>{formatCount(failed)}</td>
      <td>{isOver ? NONE : formatCount(model.perMinute)}</td>
      <td>
        <Tokens count={model.inputTokens} done={done} />
      </td>
      <td>
        <Tokens count={model.outputTokens} done={done} />
      </td>
      <td>{medianDurationMs === null ? NONE : formatLatency(medianDurationMs)}</td>
      <td>
        <Money micros={model.costMicros} currency={model.currency} />
      </td>
      <td>
        <Money micros={model.estimatedCostMicros} currency={model.currency} />
      </td>
      <td>{isOver ? NONE : <TimeLeft seconds={secondsLeft} />}</td>
    </tr>
  );
}

function TimeLeft({ seconds }: { seconds: number | null }) {
  if (seconds === 0) return NONE;
  return seconds === null ? <span className="text-muted">no pace yet</span> : formatTimeLeft(seconds);
}

/** An endpoint that answers and counts nothing does not say; EasyLM never does. */
function Tokens({ count, done }: { count: number; done: number }) {
  return count === 0 && done > 0 ? <span className="text-muted">not told</span> : formatCount(count);
}

function Money({ micros, currency }: { micros: number | null; currency: string }) {
  return micros === null ? <span className="text-muted">not known</span> : formatMoney(micros, currency);
}
