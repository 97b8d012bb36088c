import type { Connection, PoolClient } from "pg";

type Done = (error: Error | null) => void;

/** One COPY … TO STDOUT whose rows are counted and let go: the least that a client can do with them. */
class CopyOut {
  bytes = 0;

  constructor(
    private readonly sql: string,
    private readonly done: Done,
  ) {}

  submit(connection: Connection): void {
    (connection as unknown as { query(text: string): void }).query(this.sql);
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.bytes += chunk.length;
  }

  handleError(error: Error): void {
    this.done(error);
  }

  handleReadyForQuery(): void {
    this.done(null);
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
}

/** @returns how many bytes PostgreSQL sent. */
export function copyOut(client: PoolClient, sql: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const copy: CopyOut = new CopyOut(sql, (error) => (error ? reject(error) : resolve(copy.bytes)));
    client.query(copy);
  });
}
