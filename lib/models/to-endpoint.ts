/** What limits hold for: one machine's port, whatever stands behind it. */
export function toEndpoint(baseUrl: string): string {
  return new URL(baseUrl).origin;
}
