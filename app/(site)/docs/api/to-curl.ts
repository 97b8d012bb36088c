import { isFile, type Operation } from "@/app/api/v1/operation";

/** A call of an operation as a shell has it: what is to be filled in stands in capitals. */
export function toCurl({ method, path, query, body, reply }: Operation, server: string): string {
  const address = `${server}/api/v1${path.replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase())}`;
  const needed = Object.entries(query?.shape ?? {})
    .filter(([, field]) => !field.safeParse(undefined).success)
    .map(([name]) => `${name}=${name.toUpperCase()}`);
  const parts = [
    method === "GET" ? "curl" : `curl -X ${method}`,
    '-H "Authorization: Bearer $TOKEN"',
    ...(body === "file" ? ["--data-binary @FILE"] : []),
    ...(body && body !== "file" ? ['-H "Content-Type: application/json"', "-d @FILE.json"] : []),
    ...(isFile(reply) ? ["-OJ"] : []),
    `"${address}${needed.length > 0 ? `?${needed.join("&")}` : ""}"`,
  ];
  return parts.join(" ");
}
