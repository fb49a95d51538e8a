import pino from "pino";
import type { AppContext } from "#app/web/context.server.ts";
import { createSession } from "#app/web/session.server.ts";
import { sessionRepository } from "#app/web/session-repository.server.ts";
import { ringOf } from "#db/key-ring.server.ts";
import type { Store } from "#db/store.ts";

/** What a loader or action is given by the web process, over a real store. */
export function routeContext(store: Store, now: number): AppContext {
  return {
    mode: "local", publicOrigin: "http://localhost", now: () => now, logger: pino({ level: "silent" }), store, appSecret: ringOf([{ id: "s1", bytes: Buffer.alloc(32, 3) }]), dataDir: "/nonexistent", importFolder: "/nonexistent", privateNets: [], composer: null,
    sessions: sessionRepository(store), signIn: async () => ({ ok: false, code: "wrong_credentials" }), saveLocale: async () => undefined, sso: null, demoAccounts: [],
    requestId: "r", nonce: "n", address: "127.0.0.1", requestLocale: "en",
  };
}

type Handler = (args: never) => unknown;

export interface RouteAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** Calls a loader or action as an account (null = nobody signed in); a thrown response counts as an answer. `over`: what the process gives otherwise. */
export async function callRoute(handler: Handler, store: Store, now: number, accountId: string | null, path: string, params: Readonly<Record<string, string>> = {}, form?: Readonly<Record<string, string>> | FormData | URLSearchParams, over: Partial<AppContext> = {}): Promise<RouteAnswer> {
  const context = { ...routeContext(store, now), ...over };
  const cookie = accountId === null ? "" : (await createSession(new Request("http://localhost/"), context, accountId)).split(";")[0]!;
  const request = new Request(`http://localhost${path}`, {
    headers: { cookie, ...(form && !(form instanceof FormData) ? { "content-type": "application/x-www-form-urlencoded" } : {}) },
    ...(form ? { method: "POST", body: form instanceof FormData ? form : new URLSearchParams(form).toString() } : {}),
  });
  try {
    const answer = (await handler({ request, context: { ...context }, params } as never)) as Response;
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  } catch (thrown) {
    if (thrown instanceof Response) return { status: thrown.status, text: await thrown.text(), headers: thrown.headers };
    throw thrown;
  }
}
