import { WithdrawForm } from "@/app/studio/studies/[study]/protocol/amend/withdraw-form";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { formatCounted } from "@/components/ui/format";
import type { AccountActor } from "@/lib/auth/actor";
import { AppError } from "@/lib/http/app-error";
import {
  type ComparedResponse,
  getComparedResponse,
  listComparedPrompts,
  type WantedResponse,
} from "@/lib/studies/queries/compared-responses";
import type { StudyDetail } from "@/lib/studies/queries/studies";

type Query = Record<string, string | string[] | undefined>;
type Props = { account: AccountActor; study: StudyDetail; query: Query };

/** First which response, then a last look at it and the reason. The choice stands in the address. */
export async function WithdrawResponse({ account, study, query }: Props) {
  const prompts = await listComparedPrompts(account, study.name);
  const { found, problem } = await find(account, study.name, query);
  const [promptSet, prompt] = found ? [found.promptSet, found.prompt] : [query.set, query.prompt];
  return (
    <section aria-labelledby="withdraw-head" className="grid gap-4">
      <h3 id="withdraw-head">Withdraw a response</h3>
      <p className="max-w-[44rem]">
        Its comparisons are handed to nobody and counted nowhere. The votes on them stay on record, and count for the
        raters&apos; pay.
      </p>
      <form method="get" className="flex flex-wrap items-end gap-x-6 gap-y-4">
        <SelectField label="Prompt" name="at" defaultValue={JSON.stringify([promptSet, prompt])}>
          {prompts.map((one) => (
            <option key={JSON.stringify(one)} value={JSON.stringify([one.promptSet, one.prompt])}>
              {one.promptSet}, {one.prompt}
            </option>
          ))}
        </SelectField>
        <SelectField label="Model" name="model" defaultValue={found?.model}>
          {study.protocol.models.map((model) => (
            <option key={model} value={model}>
              {model}
            </option>
          ))}
        </SelectField>
        <Button type="submit">Show the response</Button>
      </form>
      {problem && (
        <p role="alert" className="text-danger">
          {problem}
        </p>
      )}
      {found && <LastLook study={study.name} response={found} />}
    </section>
  );
}

async function find(account: AccountActor, name: string, query: Query) {
  const wanted = toWanted(query);
  if (!wanted) return { found: null, problem: null };
  try {
    return { found: await getComparedResponse(account, name, wanted), problem: null };
  } catch (error) {
    if (error instanceof AppError) return { found: null, problem: error.message };
    throw error;
  }
}

function toWanted({ response, at, model }: Query): WantedResponse | null {
  if (typeof response === "string" && /^[0-9a-f-]{36}$/i.test(response)) return { id: response };
  if (typeof at !== "string" || typeof model !== "string") return null;
  try {
    const [promptSet, prompt] = JSON.parse(at);
    return typeof promptSet === "string" && typeof prompt === "string" ? { model, prompt, promptSet } : null;
  } catch {
    return null;
  }
}

function LastLook({ study, response }: { study: string; response: ComparedResponse }) {
  const { responseId, model, promptSet, prompt, turns, comparisons, votes } = response;
  const what = `${model}, prompt ${prompt} of ${promptSet}`;
  // whoever has no mouse scrolls a focused region with the arrow keys
  const region = { tabIndex: 0, "aria-label": `Response of ${what}` };
  return (
    <div className="grid max-w-[44rem] gap-4">
      <h4 className="font-semibold">{what}</h4>
      <section {...region} className="max-h-80 overflow-auto rounded-md bg-sunk px-5 py-4">
        {turns.map((turn, index) => (
          // a turn has no name but its place
          // biome-ignore lint/suspicious/noArrayIndexKey: turns keep their order
          <p key={index} dir="auto" className="whitespace-pre-wrap break-words">
            {turn === "" ? "(empty)" : turn}
          </p>
        ))}
      </section>
      {comparisons === 0 ? (
        <p>It was withdrawn before, or all that it was compared with.</p>
      ) : (
        <>
          <p>
            {formatCounted(comparisons, "comparison")} with {formatCounted(votes, "vote")} will count no more.
          </p>
          <WithdrawForm study={study} response={responseId} />
        </>
      )}
    </div>
  );
}
