import type { Page } from "@playwright/test";
import { queryPlatform } from "@/e2e/support/mt-bench-study";

/** What was handed to whom, past everything that is tested. */
export type Handed = {
  raterId: string;
  rater: string;
  comparisonId: string;
  promptId: string;
  prompt: string;
  trialIndex: number;
  firstModel: string;
  secondModel: string;
  /** One a turn. */
  firstHtml: string[];
  secondHtml: string[];
  flags: string;
};

/** @returns by assignment; only those that were voted on. */
export async function listHanded(study: string): Promise<Map<string, Handed>> {
  const html = (first: string, second: string) =>
    `(SELECT json_agg(h.html ORDER BY h.turn) FROM rendered_responses h
      WHERE h.response_id = CASE WHEN a.first_is_a THEN c.${first} ELSE c.${second} END)`;
  const rows = await queryPlatform<Handed & { id: string }>(
    `SELECT a.id, r.id AS "raterId", r.pseudonym AS rater, c.id AS "comparisonId", p.id AS "promptId",
       p.external_id AS prompt, a.trial_index AS "trialIndex",
       CASE WHEN a.first_is_a THEN ma.name ELSE mb.name END AS "firstModel",
       CASE WHEN a.first_is_a THEN mb.name ELSE ma.name END AS "secondModel",
       ${html("response_a_id", "response_b_id")} AS "firstHtml", ${html("response_b_id", "response_a_id")} AS "secondHtml",
       COALESCE((SELECT string_agg(f.side || ':' || f.reason, ';') FROM flags f WHERE f.assignment_id = a.id), '') AS flags
     FROM assignments a JOIN comparisons c ON c.id = a.comparison_id JOIN studies s ON s.id = c.study_id
     JOIN raters r ON r.id = a.rater_id JOIN prompts p ON p.id = c.prompt_id
     JOIN models ma ON ma.id = c.model_a_id JOIN models mb ON mb.id = c.model_b_id
     WHERE s.name = $1 AND a.state = 'done'`,
    [study],
  );
  return new Map(rows.map(({ id, ...handed }) => [id, handed]));
}

/** A comparison's counters, and what they count. */
export type Standing = {
  open: number;
  done: number;
  firstA: number;
  /** Assignments whose last revision is no withdrawal. */
  votes: number;
  raters: number;
  firstIsA: number;
};

export async function readStandings(study: string): Promise<Standing[]> {
  return queryPlatform<Standing>(
    `SELECT c.open, c.done, c.first_a AS "firstA", count(a.id)::int AS votes,
       count(DISTINCT a.rater_id)::int AS raters, count(*) FILTER (WHERE a.first_is_a)::int AS "firstIsA"
     FROM comparisons c JOIN studies s ON s.id = c.study_id
     LEFT JOIN assignments a ON a.comparison_id = c.id AND (SELECT v.choice FROM votes v
       WHERE v.assignment_id = a.id ORDER BY v.revision DESC LIMIT 1) <> 'withdrawn'
     WHERE s.name = $1 GROUP BY c.id`,
    [study],
  );
}

/** The text of each list of HTML as a browser has it once drawn, a line for each entry. */
export async function toVisibleTexts(page: Page, lists: string[][]): Promise<string[]> {
  return page.evaluate((given) => {
    const inert = document.implementation.createHTMLDocument();
    return given.map((entries) =>
      entries
        .map((html) => {
          inert.body.innerHTML = html;
          return inert.body.textContent;
        })
        .join("\n"),
    );
  }, lists);
}
