import type { Request, Response } from "express";
import type { Logger } from "pino";

/**
 * A path without what could be a secret or a name: segments that hold a digit or are longer than a word become `*`, the query is
 * left out. Survey links carry their token in the path.
 */
export function loggablePath(path: string): string {
  return path
    .split("/")
    .map((segment) => (/^[a-z._-]{0,24}$/i.test(segment) ? segment : "*"))
    .join("/")
    .slice(0, 200);
}

/**
 * An unknown error without its message: a database's message holds the values of the query, and those may be pay or a comment. The
 * name, the code and the place in our code are enough to find it.
 */
export function loggableError(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(typeof code === "string" ? { code } : {}),
    at: frames.slice(0, 12).join("\n"),
    ...(error.cause instanceof Error ? { cause: JSON.stringify(loggableError(error.cause)) } : {}),
  };
}

/** One line a request: the fields named here and no others (no query, no body, no header, no address). */
export function logRequest(
  logger: Logger,
  request: Request,
  response: Response,
  facts: { readonly requestId: string; readonly startedAt: bigint }
): void {
  const durationMs = Number(process.hrtime.bigint() - facts.startedAt) / 1e6;
  const line = {
    requestId: facts.requestId,
    method: request.method,
    path: loggablePath(request.path),
    status: response.statusCode,
    durationMs: Math.round(durationMs * 10) / 10,
  };
  if (response.statusCode >= 500) logger.error(line, "request");
  else logger.info(line, "request");
}
