import type { Metadata } from "next";
import { loadStudy, type StudyParams } from "@/app/studio/studies/[study]/load-study";
import { BrowsedPrompts } from "@/components/studio/browsed-prompts";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCounted } from "@/components/ui/format";
import { toStudyPath } from "@/lib/http/study-path";
import { browseResponses } from "@/lib/results/browse-responses";
import { type BROWSE_OUTCOMES, type BrowseFilter, type BrowsePage, browseSchema } from "@/lib/results/browse-schema";

export const metadata: Metadata = { title: "Responses" };

type Props = StudyParams & { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Every prompt with what the models said to it and how raters judged it. */
export default async function ResponsesPage({ params, searchParams }: Props) {
  const { account, study } = await loadStudy(params);
  const filter = browseSchema.parse(toGiven(await searchParams));
  const found = await browseResponses(account, study.name, filter);
  const here = toStudyPath(study.name, "responses");
  if (found.pairs.length === 0) {
    return (
      <div className="pt-10">
        <EmptyState actions={<ButtonLink href={toStudyPath(study.name)}>To the overview</ButtonLink>}>
          Nothing is compared yet: prompts and responses are here once the study is open.
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="grid gap-8 pt-8">
      <Filters filter={filter} found={found} />
      <p role="status">
        {found.total === 0
          ? "No prompt is like that. Ask for less."
          : `${formatCounted(found.total, "prompt")}${found.pages > 1 ? `, page ${found.page} of ${found.pages}` : ""}.`}
      </p>
      <BrowsedPrompts
        prompts={found.prompts}
        study={study.name}
        raterPath={(pseudonym) => `${toStudyPath(study.name, "raters")}/${encodeURIComponent(pseudonym)}`}
        amendPath={(id) => (found.mayAmend ? `${toStudyPath(study.name, "protocol")}/amend?response=${id}` : null)}
      />
      <Pages here={here} filter={filter} found={found} />
    </div>
  );
}

/** An empty field of a form is one that was not filled in. */
function toGiven(query: Record<string, string | string[] | undefined>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => typeof value === "string" && value !== ""));
}

const OUTCOMES: Record<(typeof BROWSE_OUTCOMES)[number], string> = {
  any: "Any votes",
  split: "Raters differ",
  unanimous: "Raters agree",
  tie: "A tie among them",
  both_bad: "Both bad among them",
  cannot_judge: "Cannot judge among them",
  flagged: "Something was reported",
};

/** A plain form: it works without scripts. */
function Filters({ filter, found }: { filter: BrowseFilter; found: BrowsePage }) {
  return (
    <form method="get" className="flex flex-wrap items-end gap-x-6 gap-y-4" aria-label="Which prompts">
      <label className="grid gap-1">
        <span className="note">Words in a prompt or a response</span>
        <input type="search" name="search" className="input" defaultValue={filter.search} maxLength={200} />
      </label>
      {found.sets.length > 1 && (
        <Choice
          label="Prompt set"
          name="set"
          value={filter.set ?? ""}
          choices={[["", "All"], ...found.sets.map((set): [string, string] => [set, set])]}
        />
      )}
      <Choice
        label="Pair"
        name="pair"
        value={filter.pair?.join("\n") ?? ""}
        choices={[["", "All"], ...found.pairs.map((pair): [string, string] => [pair.join("\n"), pair.join(" v ")])]}
      />
      <Choice label="Votes" name="outcome" value={filter.outcome} choices={Object.entries(OUTCOMES)} />
      <Choice
        label="Order"
        name="sort"
        value={filter.sort}
        choices={[
          ["disagreement", "Most divided first"],
          ["position", "As in the file"],
        ]}
      />
      <button type="submit" className="btn">
        Show
      </button>
    </form>
  );
}

function Choice({
  label,
  name,
  value,
  choices,
}: {
  label: string;
  name: string;
  value: string;
  choices: [string, string][];
}) {
  return (
    <label className="grid gap-1">
      <span className="note">{label}</span>
      <span className="select">
        <select name={name} defaultValue={value} className="input">
          {choices.map(([choice, words]) => (
            <option key={choice} value={choice}>
              {words}
            </option>
          ))}
        </select>
      </span>
    </label>
  );
}

function Pages({ here, filter, found }: { here: string; filter: BrowseFilter; found: BrowsePage }) {
  if (found.pages === 1) return null;
  const to = (page: number) => {
    const query = new URLSearchParams({ outcome: filter.outcome, sort: filter.sort, page: String(page) });
    if (filter.search) query.set("search", filter.search);
    if (filter.set) query.set("set", filter.set);
    if (filter.pair) query.set("pair", filter.pair.join("\n"));
    return `${here}?${query}`;
  };
  return (
    <nav aria-label="Pages" className="flex flex-wrap gap-3">
      {found.page > 1 && <ButtonLink href={to(found.page - 1)}>Page before</ButtonLink>}
      {found.page < found.pages && <ButtonLink href={to(found.page + 1)}>Next page</ButtonLink>}
    </nav>
  );
}
