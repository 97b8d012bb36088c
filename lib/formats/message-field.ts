import { z } from "zod";
import type { Message } from "./records";

const messageSchema = z.object({
  role: z.enum(["system", "user", "assistant"], { error: "Write user or assistant." }),
  content: z.string(),
});

/** Messages of a chat. What a system message says is no part of a comparison, and is left away. */
export const messagesField = z
  .array(messageSchema)
  .transform((messages) => messages.filter((message): message is Message => message.role !== "system"));

/** A text, or a list of messages: training formats come in both forms. */
export const textOrMessages = z.union([z.string(), messagesField], { error: "Write text in quotes, or messages." });

/** @param role whose words a plain text is. */
export function toMessageList(said: string | Message[], role: Message["role"]): Message[] {
  return typeof said === "string" ? [{ role, content: said }] : said;
}
