import "server-only";
import type { NextRequest } from "next/server";
import type { z } from "zod";
import type { RaterActor } from "@/lib/auth/actor";
import { AppError } from "@/lib/http/app-error";
import { readAddress } from "@/lib/http/client-address";
import { readJson } from "@/lib/http/read-json";
import { jsonError } from "@/lib/http/reply";
import { spendAnonymousRequest, spendRaterRequest } from "@/lib/raters/rate-limits";
import { hashRaterToken, toRaterActor } from "@/lib/raters/session";
import { isSlug } from "@/lib/studies/slug";

type Context = { params: Promise<{ slug: string }> };

/** Who asks: by the token in a header, as from a marketplace's frame, else by the study's cookie. */
export function findRaterActor(request: NextRequest, slug: string): RaterActor | null {
  if (!isSlug(slug)) return null;
  const bearer = request.headers.get("authorization")?.match(/^Bearer ([\w-]{20,100})$/)?.[1];
  if (bearer) return { kind: "rater", slug, tokenHash: hashRaterToken(bearer) };
  return toRaterActor(slug, (name) => request.cookies.get(name)?.value);
}

/** A POST of a rater who has a session: parse, know who asks, run, reply. */
export function raterRoute<T extends z.ZodType>(
  schema: T,
  run: (actor: RaterActor, body: z.output<T>) => Promise<unknown>,
  limit: "vote" | "request" = "request",
): (request: NextRequest, context: Context) => Promise<Response> {
  return async (request, { params }) => {
    try {
      const { slug } = await params;
      const actor = findRaterActor(request, slug);
      if (!actor) {
        throw new AppError("not_signed_in", "This browser has not joined the study. Start from its first page.");
      }
      // the body comes in while Redis counts
      const [body] = await Promise.all([
        readJson(request, schema),
        spendRaterRequest(actor.tokenHash, readAddress(request.headers), limit),
      ]);
      const reply = await run(actor, body);
      return Response.json(reply, { headers: { "cache-control": "no-store" } });
    } catch (error) {
      return jsonError(await countStranger(error, request));
    }
  };
}

/** A token that is no rater's is a slip or a guess: guesses run out. @returns what is to be answered. */
async function countStranger(error: unknown, request: NextRequest): Promise<unknown> {
  if (!(error instanceof AppError) || error.code !== "not_signed_in") return error;
  try {
    await spendAnonymousRequest(readAddress(request.headers));
    return error;
  } catch (tooMany) {
    return tooMany;
  }
}
