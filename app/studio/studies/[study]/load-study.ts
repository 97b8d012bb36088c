import "server-only";
import { cache } from "react";
import { requireAccount } from "@/lib/auth/session";
import { orNotFound } from "@/lib/http/or-not-found";
import { fromPathPart } from "@/lib/http/study-path";
import { getStudy } from "@/lib/studies/queries/studies";

export type StudyParams = { params: Promise<{ study: string }> };

/** Once a request: the layout and the page in it ask for the same. */
const load = cache(async (part: string) => {
  const account = await requireAccount();
  return { account, study: await orNotFound(getStudy(account, fromPathPart(part))) };
});

export async function loadStudy(params: StudyParams["params"]) {
  return load((await params).study);
}
