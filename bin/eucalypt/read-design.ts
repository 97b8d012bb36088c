import { readFileSync } from "node:fs";
import { InvalidArgumentError } from "commander";
import type { z } from "zod";
import { type Asks, asksSchema, NO_ASKS } from "@/lib/studies/asks-schema";
import { type StudyDesign, studyDesignSchema } from "@/lib/studies/schema";

/**
 * A study's design from a JSON file: session, assignment, exclusionRules, stopping, analysis and asks, each where it is given.
 *
 * @throws {InvalidArgumentError} it cannot be read, is no JSON, or a field is wrong: which, and what it should be.
 */
export function readDesign(path: string): StudyDesign {
  return read(path, studyDesignSchema);
}

/**
 * What is asked beside the choice from a JSON file; "none" for nothing. Errors as `readDesign`.
 */
export function readAsks(path: string): Partial<Asks> {
  return path === "none" ? NO_ASKS : read(path, asksSchema.partial());
}

function read<T extends z.ZodType>(path: string, schema: T): z.output<T> {
  const parsed = schema.safeParse(parseJson(path));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.map(String).join(".");
  throw new InvalidArgumentError(`${field ? `${field}: ` : ""}${issue?.message ?? "It is no design."}`);
}

function parseJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new InvalidArgumentError(
      isMissing ? "There is no such file." : `It cannot be read. ${(error as Error).message}`,
    );
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new InvalidArgumentError(`It is no JSON. ${(error as Error).message}`);
  }
}
