import type { Command } from "commander";
import { writeOut } from "@/bin/eucalypt/write-whole";
import { OPERATOR } from "@/lib/auth/actor";
import { getEnv } from "@/lib/env";

/** `study bundle|release|releases NAME`: all that a paper needs, in one zip, and as it was published. */
export function registerBundle(study: Command): void {
  study
    .command("release")
    .argument("<name>", "a study")
    .description("publish the results as they are now, at an address of their own where nothing ever changes")
    .requiredOption("--title <title>", "stands over the results")
    .option("--note <note>", "for readers: what changed, how to cite it")
    .action(async (name: string, input: { title: string; note?: string }) => {
      const { toFigureFiles } = await import("@/components/results/figure-files");
      const { makeRelease } = await import("@/lib/exports/releases/make-release");
      const { number, slug } = await makeRelease(OPERATOR, name, input, toFigureFiles);
      console.log(`Release ${number} of ${name}: ${getEnv().NEXTAUTH_URL ?? ""}/releases/${slug}`);
    });
  study
    .command("releases")
    .argument("<name>", "a study")
    .description("what was published of a study")
    .action(async (name: string) => {
      const { listReleases } = await import("@/lib/exports/releases/queries");
      for (const { number, createdAt, slug, title } of await listReleases(OPERATOR, name)) {
        console.log(`${number}  ${createdAt.toISOString().slice(0, 10)}  /releases/${slug}  ${title}`);
      }
    });
  study
    .command("bundle")
    .argument("<name>", "a study")
    .description(
      "all that a paper needs: votes, protocol, figure, tables, methods, checklists and a script that recomputes",
    )
    .requiredOption("--out <file>", "where to, a zip; - for standard output")
    .action(async (name: string, { out }: { out: string }) => {
      // what draws the figure takes a second to load, and no other command needs it
      const { toFigureFiles } = await import("@/components/results/figure-files");
      const { openBundle, zipBundle } = await import("@/lib/exports/paper/open-bundle");
      const bundle = await openBundle(OPERATOR, name, toFigureFiles);
      try {
        await writeOut(out, zipBundle(bundle).iterator());
        const { votes, raters, prompts } = bundle.facts.results;
        console.error(`${bundle.files.length} files: ${votes} votes, ${raters} raters, ${prompts} prompts.`);
      } finally {
        await bundle.dispose();
      }
    });
}
