import "server-only";
import { createHash } from "node:crypto";
import { v7 as uuid } from "uuid";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { Prisma } from "@/lib/db/generated/client";
import type { ImportKind } from "@/lib/db/generated/enums";
import { type Db, inLongTransaction, lockName } from "@/lib/db/long-transaction";
import type { ByteStream } from "@/lib/formats/decode-text";
import { FormatError } from "@/lib/formats/format-error";
import { AppError } from "@/lib/http/app-error";
import { type ImportFile, watchBytes } from "@/lib/imports/import-file";

type Order = {
  kind: ImportKind;
  format: string;
  /** The prompt set or study, by name. */
  target: string;
  /** What else decides the outcome. */
  options: Record<string, unknown>;
};

type Deed<T> = {
  db: Db;
  importId: string;
  bytes: ByteStream;
  /**
   * To be called once all bytes are read, and before what an earlier import of the same file would get in the way of.
   *
   * @param result what to report if this file was imported before: then the deed ends here.
   * @param scope what the target meant this time, where one name can mean another thing tomorrow.
   */
  refuseRepeat(result: T, scope?: string): Promise<void>;
};

/** Leaves the transaction without a trace; not a failure. */
class NothingNew extends Error {
  constructor(readonly result: unknown) {
    super("nothing new");
  }
}

/**
 * Everything an import has in common: it is one transaction, remembered by the digest of its file, target and options,
 * and what is wrong with the file is told with the file's name.
 *
 * @param deed reads the file and calls the stages' commands; gives null for rows where it changed nothing.
 */
export async function runImport<T>(
  actor: Actor,
  order: Order,
  file: ImportFile,
  deed: (tools: Deed<T>) => Promise<{ rows: number | null; result: T }>,
): Promise<{ status: "imported" | "unchanged"; result: T }> {
  try {
    const result = await inLongTransaction((db) => importOnce(actor, order, file, deed, db));
    return { status: "imported", result };
  } catch (error) {
    if (error instanceof NothingNew) return { status: "unchanged", result: error.result as T };
    throw toPublic(error, file.fileName);
  }
}

async function importOnce<T>(
  actor: Actor,
  order: Order,
  file: ImportFile,
  deed: (tools: Deed<T>) => Promise<{ rows: number | null; result: T }>,
  db: Db,
): Promise<T> {
  await lockName(db, `import:${order.kind}:${order.target}`);
  const importId = uuid();
  const watched = watchBytes(file);
  const { kind, format, target, options } = order;
  // responses and votes point to their import, and the file's digest is known only when its last byte is read
  await db.import.create({
    data: {
      id: importId,
      kind,
      format,
      target,
      options: options as Prisma.InputJsonObject,
      digest: `reading ${importId}`,
      rows: 0,
      accountId: actor.kind === "account" ? actor.accountId : null,
    },
  });
  let digest = "";
  const { rows, result } = await deed({
    db,
    importId,
    bytes: watched.bytes,
    refuseRepeat: async (result, scope = "") => {
      const whole = JSON.stringify([watched.digest(), kind, format, target, scope, options]);
      digest = createHash("sha256").update(whole).digest("hex");
      if (await db.import.findUnique({ where: { digest }, select: { id: true } })) throw new NothingNew(result);
    },
  });
  if (rows === null) throw new NothingNew(result);
  await db.import.update({ where: { id: importId }, data: { digest, rows } });
  await recordEvent(db, actor, {
    action: `import.${kind}`,
    subjectId: importId,
    detail: { target: order.target, format: order.format, rows },
  });
  return result;
}

/** What is wrong with a file, told with its name; what is no fault of a file stays as it is. */
export function toPublic(error: unknown, fileName: string): unknown {
  if (error instanceof FormatError) {
    const where = error.line === null ? fileName : `${fileName}, line ${error.line}`;
    const message = `${where}: ${error.problem}. ${error.mend} Nothing was imported.`;
    return new AppError("bad_input", message, { cause: error });
  }
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
    return new AppError("conflict", "Someone else wrote the same at the same moment. Import the file again.", {
      cause: error,
    });
  }
  return error;
}
