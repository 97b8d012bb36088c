import { z } from "zod";
import { modelSettingsSchema } from "@/lib/models/schema";
import { OFFERED_CHOICES } from "@/lib/studies/schema";

/** Of one message. Characters. */
export const MOST_CHARACTERS = 4_000;
/** Of the visitor's, in one conversation. */
export const MOST_TURNS = 10;

/** The row "demo" of the table of settings. */
export const demoSettingsSchema = z.strictObject({
  isOn: z.boolean().default(false),
  messagesPerHour: z
    .int({ error: "Messages an hour are a whole number." })
    .min(1, { error: "A visitor needs at least one message an hour." })
    .max(1_000, { error: "A visitor may have at most 1,000 messages an hour." })
    .default(30),
});

export type DemoSettings = z.infer<typeof demoSettingsSchema>;

/** What an owner changes; what is left out stays. */
export const demoChangesSchema = z.strictObject({
  isOn: z.boolean().optional(),
  messagesPerHour: demoSettingsSchema.shape.messagesPerHour.unwrap().optional(),
  /** All that visitors may talk to, by name. */
  models: z.array(z.string().min(1)).max(100).optional(),
});

export type DemoChanges = z.input<typeof demoChangesSchema>;

export const startConversationSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("chat"), model: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal("battle") }),
]);

export type StartConversation = z.infer<typeof startConversationSchema>;

export const messageSchema = z.strictObject({
  text: z
    .string()
    .max(MOST_CHARACTERS, { error: `A message has at most ${MOST_CHARACTERS.toLocaleString("en")} characters` })
    .refine((text) => text.trim() !== "", { error: "Write something first" }),
});

export const battleVoteSchema = z.strictObject({
  choice: z.enum(OFFERED_CHOICES),
  /** As the two stood on the screen when the vote was cast. */
  layout: z.enum(["side_by_side", "stacked"]),
});

export type BattleVote = z.infer<typeof battleVoteSchema>;

const countSchema = z.int().nullable();

/** What one model said in one turn. */
export const demoAnswerSchema = z.object({
  text: z.string(),
  /** What the provider wants back with the next turn; null: nothing. */
  state: z.string().nullable(),
  /** It names its own model or maker. */
  namesItself: z.boolean(),
  /** How it was made; null where it broke off or was stopped. */
  made: z
    .object({
      settings: modelSettingsSchema,
      request: z.json(),
      finishReason: z.enum(["stop", "length", "content_filter", "unknown"]),
      inputTokens: countSchema,
      outputTokens: countSchema,
      firstTokenMs: z.number().nullable(),
      durationMs: z.number(),
      isPromptCut: z.boolean(),
    })
    .nullable(),
});

export type DemoAnswer = z.infer<typeof demoAnswerSchema>;

/**
 * running: being answered. stopped: by the visitor. failed: an endpoint broke off. withheld: what came back did not pass
 * moderation, and is not kept.
 */
export const TURN_STATES = ["running", "done", "stopped", "failed", "withheld"] as const;

export type TurnState = (typeof TURN_STATES)[number];

/** One thing that a visitor said, and the answer of each model of the conversation to it. */
export const demoTurnSchema = z.object({
  id: z.uuid(),
  text: z.string(),
  state: z.enum(TURN_STATES),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  answers: z.array(demoAnswerSchema),
  /** Of a battle, at its last turn. */
  vote: z.object({ choice: battleVoteSchema.shape.choice, notCounted: z.string().nullable() }).optional(),
});

export type DemoTurn = z.infer<typeof demoTurnSchema>;

/** What the visitor may do next. */
export type Allowed = { send: boolean; regenerate: boolean; vote: boolean };

/** Further pieces of text: of the first pane and, in a battle, of the second. */
export type TextEvent = { first: string; second: string | null };

/** How a turn ended; sanitised HTML of what is kept of it, "" where nothing is. */
export type EndEvent = {
  state: Exclude<TurnState, "running">;
  first: string;
  second: string | null;
  /** What went wrong, and what to do; null: nothing did. */
  message: string | null;
  allowed: Allowed;
};

export type DemoEvent = { name: "text"; body: TextEvent } | { name: "end"; body: EndEvent };

export type StartedConversation = { id: string; kind: "chat" | "battle" };

/** The reply to a vote. */
export type Revealed = {
  first: string;
  second: string;
  choice: BattleVote["choice"];
  /** Why the vote does not count; null: it does. */
  notCounted: string | null;
};

/** The demo as a visitor's page needs it. */
export type OpenDemo = {
  models: string[];
  messagesPerHour: number;
  isModerated: boolean;
};
