import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { OPERATOR } from "@/lib/auth/actor";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { type ModelCardInput, modelCardSchema } from "@/lib/models/card";
import { writeCard } from "@/lib/models/commands/write-card";
import { getCard } from "@/lib/models/get-card";

type Flags = {
  base?: string;
  data?: string;
  size?: string;
  licence?: string;
  responsesLicence?: string;
  cost?: string;
  url?: string;
  file?: string;
};

/** `models card`: what a model is, for those who read results. */
export function registerModelCard(models: Command): void {
  models
    .command("card")
    .argument("<name>")
    .description("what a model is, for readers of results: shown, or said with the options; what is left out stays")
    .option("--base <text>", "the model that it was made from")
    .option("--data <text>", "what it was trained on")
    .option("--size <text>", "such as 13B parameters")
    .option("--licence <text>", "of the model")
    .option("--responses-licence <text>", "under which its responses may be passed on, by its SPDX name")
    .option("--cost <text>", "of training it")
    .option("--url <address>", "where it is described")
    .option("--file <file>", "a whole card as JSON, in place of what was said before")
    .action(async (name: string, { file, ...flags }: Flags) => {
      const said = toCard(flags);
      if (!file && Object.keys(said).length === 0) {
        console.log(JSON.stringify((await getCard(OPERATOR, name)).card, null, 2));
        return;
      }
      await writeCard(OPERATOR, name, { ...(file && (await readCardFile(file))), ...said });
      console.log(`Changed the card of ${name}. Published results show it at once.`);
    });
}

function toCard({ base, data, cost, ...same }: Omit<Flags, "file">): Partial<ModelCardInput> {
  return {
    ...same,
    ...(base !== undefined && { baseModel: base }),
    ...(data !== undefined && { trainingData: data }),
    ...(cost !== undefined && { trainingCost: cost }),
  };
}

/** What the file leaves out is said no longer. */
async function readCardFile(file: string): Promise<ModelCardInput> {
  const text = await readFile(file, "utf8");
  try {
    return parseInput(modelCardSchema, JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new AppError("bad_input", `${file} is no JSON: ${error.message}`);
  }
}
