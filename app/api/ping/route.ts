/** Does nothing: the floor that the rating benchmark measures the vote route against. */
export function POST(): Response {
  return new Response(null, { status: 204 });
}
