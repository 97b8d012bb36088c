import { z } from "zod";
import { isFile, type Operation } from "@/app/api/v1/operation";
import { SCOPE_WORDS } from "@/lib/auth/tokens/scopes";

const ERROR = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

const REFUSALS = {
  400: "What was sent is wrong; the message says what and how to mend it.",
  401: "No token, or one that does not hold any more.",
  403: "The token's scopes, or your role, do not reach so far.",
  404: "There is nothing here, or nothing of yours.",
  409: "Not as things stand.",
  429: "Too many requests; Retry-After says how long to wait.",
} as const;

/** The API as an OpenAPI 3.1 document. */
export function toOpenApi(operations: readonly Operation[], server: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const others = paths[operation.path] ?? {};
    paths[operation.path] = { ...others, [operation.method.toLowerCase()]: toOperation(operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Eucalypt",
      version: "1",
      description:
        "Make a token on your account's page or with `token create`, and send it as `Authorization: Bearer TOKEN`, or as the password of HTTP Basic with any user name.",
    },
    servers: [{ url: `${server}/api/v1` }],
    security: [{ bearer: [] }, { basic: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        basic: { type: "http", scheme: "basic", description: "The token is the password." },
      },
      schemas: { Error: toSchema(ERROR, "output") },
      responses: Object.fromEntries(
        Object.entries(REFUSALS).map(([status, description]) => [
          `Refused${status}`,
          { description, content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } } },
        ]),
      ),
    },
  };
}

function toOperation(operation: Operation): Record<string, unknown> {
  const { method, path, scope, summary, description, query, body, reply, status = 200 } = operation;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const content = isFile(reply)
    ? { [reply.file]: { schema: { type: "string", format: "binary" } } }
    : { "application/json": { schema: toSchema(reply, "output") } };
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[^a-z]+(\w)/gi, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, "")}`,
    summary,
    description: [description, `Scope: \`${scope}\` (${SCOPE_WORDS[scope].toLowerCase()}).`].filter(Boolean).join(" "),
    tags: [path.split("/")[1]],
    parameters: [
      ...names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })),
      ...(query ? toParameters(query) : []),
    ],
    ...(body && {
      requestBody: {
        required: true,
        content:
          body === "file"
            ? { "application/octet-stream": { schema: { type: "string", format: "binary" } } }
            : { "application/json": { schema: toSchema(body, "input") } },
      },
    }),
    responses: {
      [status]: { description: "Done.", content },
      ...(method === "GET" && { 304: { description: "Unchanged since If-None-Match." } }),
      ...Object.fromEntries(
        Object.keys(REFUSALS).map((code) => [code, { $ref: `#/components/responses/Refused${code}` }]),
      ),
    },
  };
}

export type Parameter = {
  name: string;
  in: "query";
  required: boolean;
  schema: { enum?: string[] };
  description?: string;
};

/** What may stand after an address's question mark. */
export function toParameters(query: z.ZodObject): Parameter[] {
  const { properties = {}, required = [] } = toSchema(query, "input") as {
    properties?: Record<string, { description?: string; enum?: string[] }>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    ...{ name, in: "query" as const, required: required.includes(name), schema },
    ...(description && { description }),
  }));
}

function toSchema(schema: z.ZodType, io: "input" | "output"): Record<string, unknown> {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    ...{ io, unrepresentable: "any" },
    override: ({ jsonSchema }) => {
      // classes such as \p{Cc} are JavaScript's: Python's tools would not read the document at all
      if (jsonSchema.pattern?.includes("\\p{")) delete jsonSchema.pattern;
    },
  });
  return json;
}
