import { startConversation } from "@/lib/demo/commands/start-conversation";
import { startConversationSchema } from "@/lib/demo/schema";
import { firstVisitRoute } from "@/lib/demo/visitor-route";

export const POST = firstVisitRoute(startConversationSchema, startConversation);
