import { randomBytes } from "node:crypto";
import { answeringStore } from "#app/web/answering-store.server.ts";
import { hashSessionId } from "#app/web/session.server.ts";
import { insertSession } from "#db/queries/sessions.server.ts";
import type { Store } from "#db/store.ts";
import { startPortal, type Portal } from "#test/browser/portal.ts";
import { tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const SESSION_MS = 7 * 86_400_000;

export interface Asked {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
  readonly tookMs: number;
}

export interface FaultPortal {
  readonly company: TinyCompany;
  readonly portal: Portal;
  get(path: string): Promise<Asked>;
  /** Sends a form as the browser does. */
  post(path: string, form: Readonly<Record<string, string>>): Promise<Asked>;
}

/** The built portal over a store, with a small company in it and its admin signed in. */
export async function startFaultPortal(store: Store, now: number): Promise<FaultPortal> {
  const company = await tinyCompany(store);
  const id = randomBytes(32).toString("base64url");
  await insertSession(store, { idHash: hashSessionId(id), accountId: company.accounts.adam, createdAt: now, lastSeenAt: now, provenAt: now, userAgent: null, expiresAt: now + SESSION_MS });
  const portal = await startPortal(answeringStore(store), { now });
  const ask = async (path: string, init: RequestInit): Promise<Asked> => {
    const began = performance.now();
    const answer = await fetch(portal.origin + path, { redirect: "manual", ...init, headers: { cookie: `concord=${id}`, origin: portal.origin, ...init.headers } });
    const text = await answer.text();
    return { status: answer.status, retryAfter: answer.headers.get("retry-after"), text, tookMs: Math.round(performance.now() - began) };
  };
  return { company, portal, get: (path) => ask(path, {}), post: (path, form) => ask(path, { method: "POST", body: new URLSearchParams(form) }) };
}
