import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addAccount, type TestAccount } from "@/e2e/support/accounts";
import { addRun } from "@/e2e/support/add-run";
import { addStudy } from "@/e2e/support/add-study";
import { openMtBenchStudy, queryPlatform } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { startRating } from "@/e2e/support/rating-client";
import { OPERATOR } from "@/lib/auth/actor";
import { createStudy } from "@/lib/studies/commands/create-study";
import { inviteMember } from "@/lib/studies/commands/invite-member";
import { publishStudy } from "@/lib/studies/commands/publish-study";

/** One of everything that has a page, and an account that may see it all. */
export type Places = { account: TestAccount; names: Record<PlaceName, string> };

/** rate: the address of the sample study's page for raters; the others are names, ids, tokens and slugs. */
type PlaceName = StudyPlace | "set" | "prompt" | "model" | "run" | "curation";
type StudyPlace = "study" | "draft" | "sample" | "rater" | "hash" | "release" | "invitation" | "rate";

/** @param data published data, over which the study with votes is made; null: over texts of a few words. */
export async function makePlaces(data: string | null): Promise<Places> {
  const account = await addAccount("reader", "owner");
  const study = await addRatedStudy(data);
  const [sample] = await queryPlatform<{ study: string; hash: string; set: string; prompt: string; models: string[] }>(
    `SELECT s.name AS study, s.protocol_hash AS hash, ps.name AS set, p.external_id AS prompt,
       (SELECT array_agg(m.name) FROM study_models sm JOIN models m ON m.id = sm.model_id WHERE sm.study_id = s.id) AS models
     FROM studies s JOIN study_prompt_sets sp ON sp.study_id = s.id JOIN prompt_sets ps ON ps.id = sp.prompt_set_id
     JOIN prompts p ON p.prompt_set_id = ps.id WHERE s.slug = $1 ORDER BY p.position LIMIT 1`,
    [platform.samplePath.split("/").at(-1)],
  );
  if (!sample) throw new Error("The platform has no sample study.");
  const draft = `draft beside ${study}`;
  await createStudy(OPERATOR, { name: draft, template: "arena", sets: [sample.set], models: sample.models });
  await queryPlatform(
    `INSERT INTO study_members (study_id, account_id, role) SELECT id, $1, 'owner' FROM studies WHERE name = ANY ($2)
     ON CONFLICT DO NOTHING`,
    [account.id, [study, draft, sample.study]],
  );
  const { token } = await inviteMember(OPERATOR, study, { email: "colleague@example.org", role: "viewer" });
  await publishStudy(OPERATOR, study);
  const [rater] = await queryPlatform<{ pseudonym: string }>(
    `SELECT r.pseudonym FROM raters r JOIN studies s ON s.id = r.study_id WHERE s.name = $1 ORDER BY r.created_at LIMIT 1`,
    [study],
  );
  const [release, curation, { run, model }] = await Promise.all([addRelease(study), addCuration(), addRun()]);
  const { set, prompt, hash } = sample;
  const own = { study, draft, sample: sample.study, rater: rater?.pseudonym ?? "", invitation: token };
  return { account, names: { ...own, hash, release, set, prompt, model, run, curation, rate: platform.samplePath } };
}

/** With votes of every kind by three raters. */
async function addRatedStudy(data: string | null): Promise<string> {
  // also tells this process where the platform's stores are
  const { name: small, slug: smallSlug } = await addStudy({ prompts: 4, models: 3 });
  const name = data ? "MT-Bench, rated here" : small;
  const slug = data ? (await openMtBenchStudy(data, name)).slug : smallSlug;
  const choices = ["first", "second", "tie", "second", "first", "cannot_judge"] as const;
  for (const rater of [0, 1, 2]) {
    const client = await startRating(platform.webUrl, [platform.webUrl], slug);
    for (let vote = 0; client.reply.state === "rating"; vote++) {
      await client.vote(choices[(vote * (rater + 2) + rater) % choices.length] ?? "tie");
    }
  }
  return name;
}

async function addRelease(study: string): Promise<string> {
  const { stdout } = await platform.cli("study", "release", study, "--title", "As of today", "--note", "Of a test.");
  return /\/releases\/(\S+)/.exec(stdout)?.[1] ?? "";
}

async function addCuration(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "eucalypt-places-"));
  const raw = ["How tall does a eucalypt grow?", "How tall does a eucalypt grow?", "Write to ann@example.org."];
  const lines = raw.map((text, index) => JSON.stringify({ id: `q${index}`, prompt: text }));
  await writeFile(join(folder, "raw.jsonl"), `${lines.join("\n")}\n`);
  const flags = ["--format", "jsonl", "--out-set", "curated", "--draft", "--json"];
  const { stdout } = await platform.cli("prompts", "curate", join(folder, "raw.jsonl"), ...flags);
  await rm(folder, { recursive: true });
  return JSON.parse(stdout).curationId;
}
