import "server-only";
import { v7 as uuid } from "uuid";
import { getPrisma } from "@/lib/db/prisma";
import { drawPair } from "@/lib/demo/draw-pair";
import { spendConversation } from "@/lib/demo/limits";
import { requireOpenDemo } from "@/lib/demo/require-open-demo";
import type { StartConversation, StartedConversation } from "@/lib/demo/schema";
import type { Visitor } from "@/lib/demo/visitor";
import { AppError } from "@/lib/http/app-error";

/**
 * A talk with one model, or with two that are drawn now and told only after the vote.
 *
 * @throws {AppError} unavailable: the demo is off; conflict: the model, or a second one, is not offered; too_many.
 */
export async function startConversation(visitor: Visitor, wanted: StartConversation): Promise<StartedConversation> {
  const { models, messagesPerHour } = await requireOpenDemo();
  if (wanted.kind === "chat" && !models.includes(wanted.model)) {
    throw new AppError("conflict", `${wanted.model} is not offered here now. Choose another model.`);
  }
  if (wanted.kind === "battle" && models.length < 2) {
    throw new AppError("conflict", "Two models are needed, and one is offered now. Talk to it by itself.");
  }
  await spendConversation(visitor, messagesPerHour);
  const pair = wanted.kind === "battle" ? drawPair(models) : null;
  const { id, kind } = await getPrisma().demoConversation.create({
    data: {
      id: uuid(),
      kind: wanted.kind,
      visitorHash: new Uint8Array(visitor.hash),
      models: wanted.kind === "chat" ? [wanted.model] : [pair?.first ?? "", pair?.second ?? ""],
      propensity: pair?.propensity ?? null,
    },
  });
  return { id, kind };
}
