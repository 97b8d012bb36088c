import "server-only";
import pino from "pino";

/** JSON lines with ids only: no text of a prompt or response, no address, no secret. */
export const log = pino({
  level: process.env.LOG_LEVEL || "info",
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
});
