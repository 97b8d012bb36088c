import { answerCall } from "@/app/api/v1/answer-call";

type Context = { params: Promise<{ path?: string[] }> };

async function answer(request: Request, { params }: Context): Promise<Response> {
  return answerCall(request, (await params).path ?? []);
}

export { answer as GET, answer as POST, answer as DELETE };
