import { fault } from "./guard.server.ts";

/**
 * What to throw where reading a form in parts broke: a system's own fault (a full disk) and an answer as they are; anything else is a body
 * that is no such form, or a text in it longer than any field takes, hence 400.
 */
export function partsFault(error: unknown): unknown {
  const isOurs = error instanceof Response || typeof (error as { code?: unknown } | null)?.code === "string";
  return isOurs ? error : fault(400, "bad_request");
}
