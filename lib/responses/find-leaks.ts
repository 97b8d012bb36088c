import type { Leak } from "@/lib/responses/schema";
import { findSelfNaming } from "@/lib/responses/self-naming";

/** All turns' places where the response gives its model away. `known`: the names of the models it could be told by. */
export function findLeaks(turns: string[], known: { name: string }[]): Leak[] {
  return turns.flatMap((text, index) => findSelfNaming(text, known).map((found) => ({ turn: index + 1, ...found })));
}
