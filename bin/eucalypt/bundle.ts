import type { Command } from "commander";
import { writeOut } from "@/bin/eucalypt/write-whole";
import { OPERATOR } from "@/lib/auth/actor";

/** `study bundle NAME`: all that a paper needs, in one zip. */
export function registerBundle(study: Command): void {
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
