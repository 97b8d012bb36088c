import type { Method, Operation } from "@/app/api/v1/operation";
import { AppError } from "@/lib/http/app-error";
import { fromPathPart } from "@/lib/http/study-path";

export type Found = { operation: Operation; params: Record<string, string> };

/**
 * @param parts of the path under /api/v1, as they came.
 * @throws {AppError} not_found: there is no such path, or not with this method.
 */
export function findOperation(operations: readonly Operation[], method: string, parts: readonly string[]): Found {
  const others: Method[] = [];
  for (const operation of operations) {
    const params = match(operation.path.split("/").slice(1), parts);
    if (!params) continue;
    if (operation.method === method) return { operation, params };
    others.push(operation.method);
  }
  if (others.length === 0)
    throw new AppError("not_found", "There is nothing at this address. See /api/v1/openapi.json.");
  throw new AppError("not_found", `This address takes ${others.join(" and ")}, and no ${method}.`);
}

function match(wanted: string[], parts: readonly string[]): Record<string, string> | null {
  if (wanted.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, piece] of wanted.entries()) {
    const part = fromPathPart(parts[index] ?? "");
    if (piece.startsWith("{")) params[piece.slice(1, -1)] = part;
    else if (piece !== part) return null;
  }
  return params;
}
