import { voteOnBattle } from "@/lib/demo/commands/vote-on-battle";
import { battleVoteSchema } from "@/lib/demo/schema";
import { visitorRoute } from "@/lib/demo/visitor-route";

export const POST = visitorRoute(battleVoteSchema, ({ visitor, conversationId, body }) =>
  voteOnBattle(visitor, conversationId, body),
);
