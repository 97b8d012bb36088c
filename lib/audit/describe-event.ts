/** Detail as `recordEvent` keeps it: ids, names and counts. */
export type EventDetail = Record<string, unknown>;

type Words = (detail: EventDetail, nameOf: (accountId: unknown) => string) => string;

const PLAIN =
  (words: string): Words =>
  () =>
    words;
const say = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "?");
const count = (value: unknown, one: string) => `${say(value)} ${value === 1 ? one : `${one}s`}`;

/** What each action is in words, after "they": by the stable verb that it is recorded under. */
const WORDS: Record<string, Words> = {
  "account.create": ({ role }) => `made an account, ${say(role)}`,
  "account.change_password": PLAIN("changed their password"),
  "account.set_password": PLAIN("gave an account a new password"),
  "account.sign_in": ({ by }) => `signed in by ${say(by)}`,
  "account.sign_in_refused": PLAIN("was refused: a wrong password"),
  "arena.create": ({ name }) => `made the arena ${say(name)}`,
  "demo.set": PLAIN("set the demo"),
  "gold.promote": ({ set, pairs }) => `made ${count(pairs, "gold pair")} of its votes, as ${say(set)}`,
  "import.prompts": ({ target, rows }) => `brought in ${count(rows, "prompt")} as ${say(target)}`,
  "import.responses": ({ target, rows }) => `brought in ${count(rows, "response")} for ${say(target)}`,
  "import.votes": ({ target, rows }) => `brought in ${count(rows, "vote")} as ${say(target)}`,
  "model.create": ({ name }) => `added the model ${say(name)}`,
  "model.offer-in-demo": ({ name, isInDemo }) =>
    `${isInDemo ? "put" : "took"} ${say(name)} ${isInDemo ? "into" : "out of"} the demo`,
  "model.update": ({ name }) => `changed the model ${say(name)}`,
  "pay.decide": ({ decision }) => `decided on a submission: ${say(decision)}`,
  "pay.purge": ({ purged }) => `purged who ${count(purged, "rater")} are to the platform`,
  "prompts.curate": ({ set, queries }) =>
    `curated ${count(queries, "query").replace("querys", "queries")} for ${say(set)}`,
  "prompts.review": ({ queries, byHand }) =>
    `reviewed ${count(queries, "query").replace("querys", "queries")}: ${say(byHand ?? "as the steps say")}`,
  "prompts.seal": ({ set, version }) => `sealed version ${say(version)} of ${say(set)}`,
  "rater.exclude": ({ reason }) => `excluded a rater: ${say(reason)}`,
  "rater.undo_exclusion": PLAIN("took an exclusion back"),
  "release.make": ({ number, votes }) => `made release ${say(number)} of ${count(votes, "vote")}`,
  "run.cancel": PLAIN("cancelled a run"),
  "run.create": ({ total }) => `ordered a run of ${count(total, "response")}`,
  "run.pause": PLAIN("paused a run"),
  "run.resume": PLAIN("let a run go on"),
  "run.retry-failed": PLAIN("had what failed in a run tried again"),
  "study.amend": ({ number, kind }) =>
    `made amendment ${say(number)}: ${kind === "response_withdrawn" ? "a response withdrawn" : "a text changed"}`,
  "study.archive": PLAIN("archived the study"),
  "study.close": ({ stop }) => (stop ? "closed the study by its declared rule" : "closed the study"),
  "study.create": ({ name }) => `made the study ${say(name)}`,
  "study.delete": ({ name, votes }) => `deleted ${say(name)} and ${count(votes, "vote")}`,
  "study.delete-dry-run": ({ name }) => `deleted the dry run ${say(name)}`,
  "study.dry-run": ({ raters }) => `began a dry run with ${count(raters, "simulated rater")}`,
  "study.duplicate": ({ name }) => `made ${say(name)} with the design of another study`,
  "study.invite": ({ count: codes, most }) => `made ${count(codes, "code")} for ${count(most, "rater")} each`,
  "study.invite-member": ({ role }) => `invited a person as ${say(role)}`,
  "study.join": ({ role }) => `took an invitation, as ${say(role)}`,
  "study.open": ({ comparisons }) => `opened the study with ${count(comparisons, "comparison")}`,
  "study.pause": PLAIN("paused the study"),
  "study.publish": PLAIN("published the results"),
  "study.publish-protocol": PLAIN("made the protocol public"),
  "model.card": ({ name }) => `said what the model ${say(name)} is`,
  "token.create": ({ name }) => `made the token ${say(name)}`,
  "token.revoke": PLAIN("revoked a token"),
  "study.remove-member": ({ accountId }, nameOf) => `took ${nameOf(accountId)} off the study`,
  "study.request-deletion": ({ after }) => `asked to delete the study, on ${say(after).slice(0, 10)}`,
  "study.request-open": PLAIN("asked to open the study"),
  "study.resume": PLAIN("opened the study again"),
  "study.revoke-invitation": PLAIN("took back a rater's code"),
  "study.revoke-member-invitation": PLAIN("took back an invitation"),
  "study.share": ({ accountId, role }, nameOf) => `made ${nameOf(accountId)} ${say(role)}`,
  "study.take-back-deletion": PLAIN("took the deletion back"),
  "study.unarchive": PLAIN("took the study out of the archive"),
  "study.unpublish-protocol": PLAIN("took the protocol back from the public"),
  "study.unpublish": PLAIN("took the results back from the public"),
  "study.update-draft": ({ changed }) => `changed the draft: ${Array.isArray(changed) ? changed.join(", ") : "?"}`,
  "study.way-in": ({ wayIn, isNew }) => `${isNew ? "offered" : "changed"} the way in ${say(wayIn)}`,
  "study.way-in-closed": ({ wayIn }) => `closed the way in ${say(wayIn)}`,
};

/** An action that has no words of its own yet is told by its verb. */
export function describeEvent(action: string, detail: EventDetail, nameOf: (accountId: unknown) => string): string {
  return WORDS[action]?.(detail, nameOf) ?? action.replace(/[._-]/g, " ");
}
