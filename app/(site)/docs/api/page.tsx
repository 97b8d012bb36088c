import type { Metadata } from "next";
import Link from "next/link";
import type { z } from "zod";
import { toCurl } from "@/app/(site)/docs/api/to-curl";
import { toParameters } from "@/app/api/v1/open-api";
import { isFile, type Operation } from "@/app/api/v1/operation";
import { operations } from "@/app/api/v1/operations/registry";
import { SitePage } from "@/components/site/site-page";
import { PageHead } from "@/components/studio/page-head";
import { Table } from "@/components/ui/table";
import { SCOPE_WORDS } from "@/lib/auth/tokens/scopes";
import { getEnv } from "@/lib/env";

export const metadata: Metadata = { title: "The API" };

/** Every operation of the API, from the registry that routes it. */
export default function ApiPage() {
  const server = getEnv().NEXTAUTH_URL ?? "";
  return (
    <SitePage className="grid gap-12">
      <PageHead title="The API" meta={<span>Version 1</span>} />
      <section aria-labelledby="begin" className="grid max-w-[48rem] gap-4">
        <h2 id="begin">Begin</h2>
        <p>
          Make a token on <Link href="/studio/account">your account’s page</Link> or with{" "}
          <span className="mono">npm run eucalypt -- token create</span>. Send it with every request:
        </p>
        <Code>{`curl -H "Authorization: Bearer $TOKEN" ${server}/api/v1/studies`}</Code>
        <p>In pandas, with a study’s votes:</p>
        <Code>{`import pandas as pd

votes = pd.read_csv(
    "${server}/api/v1/studies/STUDY/votes.csv",
    storage_options={"Authorization": f"Bearer {token}"},
)`}</Code>
        <p>
          Programs that know only a user and a password send any user, and the token as the password. The same in a form
          that programs read: <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).
        </p>
        <ul className="grid list-disc gap-2 pl-5">
          <li>
            Lists come in pages: <span className="mono">limit</span> (at most 500), and{" "}
            <span className="mono">next</span>, which the following request gives as <span className="mono">after</span>
            . What is added meanwhile moves no page.
          </li>
          <li>
            Replies of JSON and downloads of votes have an <span className="mono">ETag</span>: with{" "}
            <span className="mono">If-None-Match</span> an unchanged one is 304 and empty.
          </li>
          <li>
            A failure is <span className="mono">{'{"error": {"code", "message"}}'}</span>; the message says what is
            wrong and how to mend it. At most 600 requests a minute for a token.
          </li>
        </ul>
      </section>
      <section aria-labelledby="scopes" className="grid gap-4">
        <h2 id="scopes">What a token may do</h2>
        <Table label="Scopes" className="max-w-[44rem]">
          <thead>
            <tr>
              <th scope="col" className="start">
                Scope
              </th>
              <th scope="col" className="start">
                Allows
              </th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(SCOPE_WORDS).map(([scope, words]) => (
              <tr key={scope}>
                <th scope="row" className="mono">
                  {scope}
                </th>
                <td className="start prose">{words}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </section>
      <section aria-labelledby="operations" className="grid gap-8">
        <h2 id="operations">Operations</h2>
        {operations.map((operation) => (
          <OperationFacts key={`${operation.method} ${operation.path}`} operation={operation} server={server} />
        ))}
      </section>
    </SitePage>
  );
}

function OperationFacts({ operation, server }: { operation: Operation; server: string }) {
  const { method, path, scope, summary, description, query, body, reply } = operation;
  return (
    <article className="grid gap-2 border-t border-rule pt-4">
      <h3>
        <span className="mono break-all">
          {method} {path}
        </span>
      </h3>
      <p>
        {summary}. <span className="note">Scope {scope}</span>
      </p>
      {description && (
        <p className="max-w-[44rem] break-words">
          <Words text={description} />
        </p>
      )}
      {query && <Parameters query={query} />}
      {body && (
        <p className="note">Body: {body === "file" ? "the file, as it is" : "JSON; its schema is in openapi.json"}.</p>
      )}
      <p className="note">Reply: {isFile(reply) ? reply.file : "JSON"}.</p>
      <Code>{toCurl(operation, server)}</Code>
    </article>
  );
}

function Parameters({ query }: { query: z.ZodObject }) {
  return (
    <ul className="grid list-disc gap-1 pl-5">
      {toParameters(query).map(({ name, required, description, schema }) => (
        <li key={name}>
          <span className="mono">{name}</span>
          {required && <span className="note"> (needed)</span>}
          {description && (
            <>
              : <Words text={description} />
            </>
          )}
          {schema.enum && <span className="note"> One of: {schema.enum.join(", ")}.</span>}
        </li>
      ))}
    </ul>
  );
}

/** A sentence of the OpenAPI document, where names stand between backticks. */
function Words({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={part} className="mono">
        {part}
      </span>
    ),
  );
}

function Code({ children }: { children: string }) {
  return (
    <pre className="mono min-w-0 whitespace-pre-wrap rounded border border-rule p-3 [overflow-wrap:anywhere]">
      {children}
    </pre>
  );
}
