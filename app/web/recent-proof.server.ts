import { redirect } from "@remix-run/node";
import { findKeptForm, insertKeptForm, keptFormPlace } from "#db/queries/kept-forms.server.ts";
import { newId } from "#db/new-id.server.ts";
import type { AppContext } from "./context.server.ts";
import { fault } from "./guard.server.ts";
import { safePath } from "./safe-redirect.server.ts";
import { findOpenSession } from "./session.server.ts";

/** So long a proof of who one is holds for sensitive acts. */
export const PROOF_MS = 10 * 60_000;
/** So long a form waits for the proof. */
const KEPT_MS = 15 * 60_000;
const MOST_KEPT_BYTES = 100_000;

/** What waits: the very request, without files. */
export interface KeptRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/**
 * The second line of an action (or of the loader of a file) that moves money, closes, grants or hands out: goes on when the person has
 * proved who they are within the last ten minutes, else sends them to do so. What they typed waits, sealed, for this session alone, and
 * is sent again from the page of the proof. Call it before the form is read.
 */
export async function requireRecentProof(request: Request, context: AppContext): Promise<void> {
  const session = await findOpenSession(request, context);
  if (!session) throw fault(403, "forbidden");
  if (isRecent(session.provenAt, context.now())) return;
  const url = new URL(request.url);
  url.searchParams.delete("_data");
  const method = request.method === "GET" ? "GET" : "POST";
  const fields = method === "GET" ? [] : [...(await request.clone().formData())].flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : []));
  const kept: KeptRequest = { method, path: url.pathname + url.search, fields };
  if (JSON.stringify(kept).length > MOST_KEPT_BYTES) throw fault(400, "bad_request");
  const id = newId();
  await insertKeptForm(context.store, { id, sessionHash: session.idHash, contentSealed: context.store.pay.seal(keptFormPlace(id), kept), expiresAt: context.now() + KEPT_MS });
  throw redirect(`/account/confirm/${id}`, 303);
}

/** Whether the session's person has proved who they are a short while ago. */
export const isRecent = (provenAt: number | null, now: number): boolean => provenAt !== null && now - provenAt < PROOF_MS;

/** The request that waits under an id for this session; null where there is none or its time is over. */
export async function readKept(context: AppContext, id: string, sessionHash: string): Promise<KeptRequest | null> {
  const row = await findKeptForm(context.store, id);
  if (!row || row.sessionHash !== sessionHash || row.expiresAt <= context.now()) return null;
  const kept = context.store.pay.open<KeptRequest>(keptFormPlace(id), row.contentSealed);
  return { ...kept, path: safePath(kept.path) };
}
