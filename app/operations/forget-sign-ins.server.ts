import { DAY_MS } from "#app/domain/time/local-date.ts";
import { forgetKept } from "#db/queries/password-links.server.ts";
import { forgetSessions } from "#db/queries/sessions.server.ts";
import { forgetTries } from "#db/queries/sign-in-tries.server.ts";
import type { OperationContext } from "./context.ts";

/** A count without a try for so long has run out of things to slow. */
const TRIES_MS = 2 * DAY_MS;
const ANSWERS_MS = DAY_MS;

/** Removes what signing in leaves behind: old counts, sessions that are over, forms nobody came back to. How many rows that were. */
export async function forgetSignIns({ store, now }: OperationContext): Promise<number> {
  const rows = await store.writeUnaudited((w) => [forgetTries(store, w, now - TRIES_MS), forgetSessions(store, w, now), ...forgetKept(store, w, now, now - ANSWERS_MS)]);
  return rows.flat().length;
}
