import { z } from "zod";

export const modelNameSchema = z
  .string()
  .trim()
  .min(1, { error: "Give the model a name." })
  .max(200, { error: "A model's name has at most 200 characters." })
  .regex(/^\P{Cc}*$/u, { error: "A model's name is one line of visible characters." });

export type ModelSummary = {
  id: string;
  name: string;
  /** recorded: its responses were imported. */
  provider: string;
  template: string | null;
  responses: number;
  createdAt: Date;
};
