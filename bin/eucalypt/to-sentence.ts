import { AppError } from "@/lib/http/app-error";
import { log } from "@/lib/log";

const UNREACHABLE = ["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT", "EAI_AGAIN", "ECONNRESET"];

/** What went wrong, in words for whoever typed the command; only a bug shows what the program said. */
export function toSentence(error: unknown): string {
  if (error instanceof AppError) return error.message;
  if (!(error instanceof Error)) return String(error);
  if (isUnreachable(error)) {
    return "The database does not answer. Start Eucalypt with npm start, or name another with DATABASE_URL or --data-dir.";
  }
  if (/_URL is not set|NEXTAUTH_SECRET|runtime\.json/.test(error.message)) {
    return `${error.message} Run npm start first, or name its folder with --data-dir.`;
  }
  log.debug({ err: error }, "command failed");
  const lastLine = error.message.trim().split("\n").at(-1);
  return `This should not have happened: ${lastLine} Set LOG_LEVEL=debug to see where.`;
}

/** Prisma wraps the socket's error, and a host with two addresses fails with two of them. */
function isUnreachable(error: Error): boolean {
  const { code, cause, meta, errors } = error as Error & {
    code?: string;
    errors?: unknown[];
    meta?: { driverAdapterError?: unknown };
  };
  if (code !== undefined && (UNREACHABLE.includes(code) || code === "P1001")) return true;
  if (/Can't reach database server|ECONNREFUSED/.test(error.message)) return true;
  return [cause, meta?.driverAdapterError, ...(errors ?? [])].some(
    (inner) => inner instanceof Error && isUnreachable(inner),
  );
}
