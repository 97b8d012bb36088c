import "server-only";
import type { Prisma } from "@/lib/db/generated/client";
import { renderPromptTurn } from "@/lib/prompts/render-prompt-turn";
import type { PromptTurn } from "@/lib/prompts/schema";
import { RENDERER_VERSION, renderMarkdown } from "@/lib/text/render-markdown";

/** Renders what is not rendered yet of a study's practice, gold and attention pairs: a few hundred short texts at most. */
export async function renderSets(db: Prisma.TransactionClient, promptSetIds: string[]): Promise<void> {
  const prompts = await db.prompt.findMany({
    where: { promptSetId: { in: promptSetIds }, rendered: { none: { rendererVersion: RENDERER_VERSION } } },
    select: { id: true, turns: true },
  });
  const responses = await db.response.findMany({
    where: {
      prompt: { promptSetId: { in: promptSetIds } },
      rendered: { none: { rendererVersion: RENDERER_VERSION } },
    },
    select: { id: true, turns: true },
  });
  await db.renderedPrompt.createMany({
    skipDuplicates: true,
    data: prompts.flatMap(({ id, turns }) =>
      (turns as PromptTurn[]).map((turn, index) => ({
        ...{ promptId: id, turn: index + 1, rendererVersion: RENDERER_VERSION },
        html: renderPromptTurn(turn),
      })),
    ),
  });
  await db.renderedResponse.createMany({
    skipDuplicates: true,
    data: responses.flatMap(({ id, turns }) =>
      turns.map((text, index) => ({
        ...{ responseId: id, turn: index + 1, rendererVersion: RENDERER_VERSION },
        html: renderMarkdown(text),
      })),
    ),
  });
}
