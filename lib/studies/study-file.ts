import { z } from "zod";
import { AppError } from "@/lib/http/app-error";
import { type Protocol, protocolSchema, studyNameSchema } from "@/lib/studies/schema";

const FORMAT = "eucalypt-study/1";

const { schema: _schema, frozen: _frozen, ...design } = protocolSchema.shape;

/**
 * A study's whole design as one file, to keep under version control and to repeat elsewhere: the protocol without what
 * opening writes into it. Prompt sets and sets of gold pairs stand by name, version and digest, models by name.
 */
export const studyFileSchema = z.strictObject({
  /** For editors that check a file as it is typed. */
  $schema: z.string().max(500).optional(),
  format: z.literal(FORMAT),
  name: studyNameSchema,
  ...design,
});

export type StudyFile = z.infer<typeof studyFileSchema>;

/** Fields in one order, whatever order the database has kept them in, so that two versions of a file can be compared. */
export function toStudyFile(name: string, protocol: Protocol): StudyFile {
  const { schema: _, frozen: __, ...design } = protocol;
  return studyFileSchema.parse({ format: FORMAT, name, ...design });
}

/** What a study of this file has as its protocol while it is a draft. */
export function toDraftProtocol({ $schema: _, format: __, name: ___, ...design }: StudyFile): Protocol {
  return { schema: "eucalypt-protocol/1", ...design, frozen: null };
}

export function formatStudyFile(file: StudyFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

export function toStudyFileName(name: string): string {
  return `${name}.study.json`;
}

/** Bytes. A design of every text at its longest is well below. */
export const MOST_STUDY_FILE_BYTES = 5_000_000;

/** @throws {AppError} bad_input: no JSON, or a field is wrong: which, and what it should be. */
export function parseStudyFile(text: string): StudyFile {
  let given: unknown;
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw refuse(`The file is no JSON. ${(error as Error).message}`);
  }
  if (!(given && typeof given === "object" && "format" in given)) {
    throw refuse(`The file is no study: it has no "format": "${FORMAT}". Export one to see what a study's file holds.`);
  }
  if (given.format !== FORMAT) {
    throw refuse(`The file's format is ${JSON.stringify(given.format)}, and this installation reads "${FORMAT}".`);
  }
  const parsed = studyFileSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: "It is no study." };
  throw refuse(path.length > 0 ? `${path.map(String).join(".")}: ${message}` : message);
}

function refuse(message: string): AppError {
  return new AppError("bad_input", message);
}

const DESCRIPTIONS: Record<string, string> = {
  format: "What kind of file this is.",
  name: "Of the study, for researchers; raters never see it.",
  template: "What the study was made from.",
  promptSets: "By name, version and digest: a set elsewhere is the same where its digest is.",
  models: "By name; their responses to the prompt sets are imported or generated beforehand.",
  reference: "The model that each other one is compared with; null: there is none.",
  pairs: "Which models meet, one by one. Of a pair with the reference, the reference is first.",
  votesPerComparison: "How many raters judge each pair of responses.",
  choices: "What a rater may answer beside “cannot judge”.",
  criteria: "What raters are told to weigh.",
  raterTitle: "The only name of the study that raters see. No text for raters may name a model.",
  instructions: "Markdown.",
  consent: "Markdown, with a version that each rater's consent is kept with.",
  pairsPerRater: "At most; null: as many as there are.",
  leaseMinutes: "After which an unanswered pair goes to another rater.",
  breakEvery: "Pairs between reminders to rest; null: none.",
  analysis: "How the votes will be read, declared before there are any.",
  session: "A rater's way through the study: languages, checks, pay.",
  assignment: "How the next pair is chosen.",
  exclusionRules: "Whose votes will not count, declared beforehand.",
  stopping: "When the study closes by itself.",
};

/** The file's JSON Schema (draft 2020-12), made of the schema that reads it. */
export function toStudyFileJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(studyFileSchema, { io: "input" }) as Record<string, unknown>;
  const properties = schema.properties as Record<string, Record<string, unknown>>;
  for (const [field, description] of Object.entries(DESCRIPTIONS)) {
    if (properties[field]) properties[field] = { description, ...properties[field] };
  }
  const { $schema, ...rest } = schema;
  return { $schema, title: "A study of Eucalypt", description: "Its whole design, as one file.", ...rest };
}
