import { z } from "zod";
import type { AccountActor } from "@/lib/auth/actor";
import type { Scope } from "@/lib/auth/tokens/scopes";

export type Method = "GET" | "POST" | "DELETE";

export type Call = {
  actor: AccountActor;
  /** What stands in the braces of the path, decoded. */
  params: Record<string, string>;
  /** As the operation's schema left it. */
  query: Record<string, unknown>;
  body: unknown;
  /** For files, which are read as they come in. */
  request: Request;
};

/** What a file reply has as its type, in place of a schema. */
export type FileReply = { file: string };

/**
 * One thing that a program may ask. The router, the OpenAPI document and the page in the app are made from these, so that none of
 * them can say anything else.
 */
export type Operation = {
  method: Method;
  /** Under /api/v1, such as /studies/{study}. */
  path: string;
  scope: Scope;
  /** A few words. */
  summary: string;
  description?: string;
  query?: z.ZodObject;
  /** JSON; or a file as it is. */
  body?: z.ZodType | "file";
  reply: z.ZodType | FileReply;
  /** Of a success; by default 200. */
  status?: 201 | 202;
  /** @returns what the reply's schema says, or a Response where that is a file. */
  run(call: Call): Promise<unknown>;
};

export function isFile(reply: Operation["reply"]): reply is FileReply {
  return !(reply instanceof z.ZodType);
}
