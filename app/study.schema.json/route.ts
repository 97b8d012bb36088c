import { toStudyFileJsonSchema } from "@/lib/studies/study-file";

/** For editors that check a study's file as it is typed: what `study schema` prints. */
export function GET(): Response {
  return Response.json(toStudyFileJsonSchema(), {
    headers: { "Content-Type": "application/schema+json", "X-Content-Type-Options": "nosniff" },
  });
}
