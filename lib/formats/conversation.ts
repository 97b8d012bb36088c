import { z } from "zod";

const contentSchema = z.union(
  [z.string(), z.array(z.object({ type: z.string().nullish(), text: z.string().nullish() }))],
  { error: "Write text in quotes." },
);

/** Messages of a conversation as the arena and MT-Bench publish them; later releases split a message into typed parts. */
export const conversationSchema = z.array(z.object({ role: z.string(), content: contentSchema }));

type Conversation = z.output<typeof conversationSchema>;

export const conversationFields = {
  conversation_a: conversationSchema.nullish(),
  conversation_b: conversationSchema.nullish(),
};

type Said = { turns: string[] | null; responses: { first: string[]; second: string[] } | null };

/** What user and models said. The user's side is the same in both conversations, and is taken from the first. */
export function toSaid(first: Conversation | null | undefined, second: Conversation | null | undefined): Said {
  if (!first?.length || !second?.length) return { turns: null, responses: null };
  return {
    turns: textsOf(first, "user"),
    responses: { first: textsOf(first, "assistant"), second: textsOf(second, "assistant") },
  };
}

function textsOf(conversation: Conversation, role: string): string[] {
  return conversation.filter((message) => message.role === role).map(({ content }) => toText(content));
}

export function toText(content: z.output<typeof contentSchema>): string {
  if (typeof content === "string") return content;
  return content.flatMap(({ text }) => text ?? []).join("\n");
}
