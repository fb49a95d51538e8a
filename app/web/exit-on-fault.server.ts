import type { EventEmitter } from "node:events";
import type { Logger } from "pino";
import { loggableError } from "./request-log.server.ts";

/**
 * Ends the process when an error reaches nobody, with one line that tells no more of it than a failed request does: the message may hold
 * what somebody typed. Whoever supervises the process starts it again.
 */
export function exitOnFault(logger: Pick<Logger, "fatal">, from: EventEmitter = process, end: (code: number) => void = (code) => process.exit(code)): void {
  const fail = (what: string) => (error: unknown) => {
    logger.fatal({ fault: loggableError(error) }, what);
    end(1);
  };
  from.on("uncaughtException", fail("uncaught exception"));
  from.on("unhandledRejection", fail("unhandled rejection"));
}
