import { answerCall } from "@/app/api/v1/answer-call";

type Context = { params: Promise<{ path?: string[] }> };

async function answer(request: Request, { params }: Context): Promise<Response> {
  return answerCall(request, (await params).path ?? []);
}

// those that no operation takes are refused in the API's own words
export { answer as DELETE, answer as GET, answer as HEAD, answer as PATCH, answer as POST, answer as PUT };
