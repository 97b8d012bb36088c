import "server-only";
import { type NextRequest, NextResponse } from "next/server";
import type { z } from "zod";
import { newVisitorToken, toVisitor, VISITOR_COOKIE, type Visitor } from "@/lib/demo/visitor";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/http/app-error";
import { readAddress } from "@/lib/http/client-address";
import { readJson } from "@/lib/http/read-json";
import { jsonError } from "@/lib/http/reply";
import { requireSameOrigin } from "@/lib/http/same-origin";

type Context = { params: Promise<{ id: string }> };
type Call<T> = { visitor: Visitor; conversationId: string; body: T; gone: AbortSignal };

/** A POST about a visitor's own conversation. @param run gives a Response, or what is sent as JSON. */
export function visitorRoute<T extends z.ZodType>(schema: T, run: (call: Call<z.output<T>>) => Promise<unknown>) {
  return async (request: NextRequest, { params }: Context): Promise<Response> => {
    try {
      requireSameOrigin(request);
      const token = request.cookies.get(VISITOR_COOKIE.name)?.value;
      if (!token) throw new AppError("not_found", "This conversation is no longer here. Clear to begin another.");
      const visitor = toVisitor(token, readAddress(request.headers));
      const body = await readJson(request, schema);
      const reply = await run({ visitor, conversationId: (await params).id, body, gone: request.signal });
      return reply instanceof Response ? reply : Response.json(reply, { headers: { "cache-control": "no-store" } });
    } catch (error) {
      return jsonError(error);
    }
  };
}

/** A POST by anyone: a browser that is not known gets its token. */
export function firstVisitRoute<T extends z.ZodType>(
  schema: T,
  run: (visitor: Visitor, body: z.output<T>) => Promise<unknown>,
) {
  return async (request: NextRequest): Promise<Response> => {
    try {
      requireSameOrigin(request);
      const token = request.cookies.get(VISITOR_COOKIE.name)?.value || newVisitorToken();
      const visitor = toVisitor(token, readAddress(request.headers));
      const reply = await run(visitor, await readJson(request, schema));
      const response = NextResponse.json(reply, { headers: { "cache-control": "no-store" } });
      const secure = getEnv().NEXTAUTH_URL?.startsWith("https:") ?? false;
      response.cookies.set(VISITOR_COOKIE.name, token, { ...VISITOR_COOKIE.options, secure });
      return response;
    } catch (error) {
      return jsonError(error);
    }
  };
}
