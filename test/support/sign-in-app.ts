import * as account from "#app/routes/_shell.account._index/route.tsx";
import * as confirm from "#app/routes/_shell.account.confirm.$id/route.tsx";
import * as factor from "#app/routes/_shell.account.factor/route.tsx";
import * as accounts from "#app/routes/_shell.settings.accounts/route.tsx";
import * as roles from "#app/routes/_shell.settings.roles._index/route.tsx";
import * as tasks from "#app/routes/api.v1.tasks._index/route.ts";
import * as code from "#app/routes/sign-in_.code/route.tsx";
import * as forgot from "#app/routes/sign-in_.forgot/route.tsx";
import * as link from "#app/routes/sign-in_.set.$token/route.tsx";
import * as set from "#app/routes/sign-in_.set._index/route.tsx";
import * as sso from "#app/routes/sign-in_.sso/route.tsx";
import * as ssoReturn from "#app/routes/sign-in_.sso_.return/route.tsx";
import * as inbox from "#app/routes/_shell.inbox/route.tsx";
import * as signInPage from "#app/routes/sign-in/route.tsx";
import * as signOut from "#app/routes/sign-out/route.tsx";
import { hashPassword } from "#app/operations/hash-password.server.ts";
import { signIn } from "#app/operations/sign-in.server.ts";
import type { AppOptions } from "#app/web/app.server.ts";
import { sessionRepository } from "#app/web/session-repository.server.ts";
import { updatePassword } from "#db/queries/accounts.server.ts";
import type { Store } from "#db/store.ts";
import { testEnv } from "./environment.ts";
import { ask, buildOf, type Answer, type RunningApp, startApp } from "./web.ts";

export const PASSWORD = "grey zebra on a ladder";

/** A clock that stands until it is moved. */
export interface Clock {
  now: number;
}

/** The edge, the routes of signing in and a few that need it, over a real store: real sessions, real hashes, a clock of the test's own. */
export const startSignInApp = (store: Store, clock: Clock, over: Partial<AppOptions> = {}): Promise<RunningApp> =>
  startApp({
    build: buildOf({
      inbox,       "sign-in": signInPage, "sign-in/code": code, "sign-in/forgot": forgot, "sign-in/set": set, "sign-in/set/:token": link, "sign-in/sso": sso, "sign-in/sso/return": ssoReturn, "sign-out": signOut,
      account, "account/confirm/:id": confirm, "account/factor": factor, "settings/accounts": accounts, "settings/roles": roles, "api/v1/tasks": tasks,
    } as never),
    store, now: () => clock.now, appSecret: testEnv().appSecret, sessions: sessionRepository(store), signIn: (command) => signIn(store, { ...command, takesDemo: true }), ...over,
  });

/** Sets one password for several accounts without going through a form. */
export async function givePasswords(store: Store, accountIds: readonly string[], password = PASSWORD): Promise<void> {
  const hash = await hashPassword(password);
  await store.writeAll((w) => accountIds.map((id) => updatePassword(store, w, id, hash)), { at: 0, actor: { kind: "cli", id: "test" }, action: "account.password", entity: "account", entityId: "all" });
}

/** Keeps cookies as a browser does. */
export class Browser {
  readonly jar = new Map<string, string>();
  readonly running: RunningApp;
  readonly headers: Readonly<Record<string, string>>;

  constructor(running: RunningApp, headers: Readonly<Record<string, string>> = {}) {
    this.running = running;
    this.headers = headers;
  }

  async send(path: string, fields?: Readonly<Record<string, string>>): Promise<Answer> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await ask(this.running, path, {
      method: fields ? "POST" : "GET",
      headers: { ...(cookie ? { cookie } : {}), ...(fields ? { origin: this.running.origin, "content-type": "application/x-www-form-urlencoded" } : {}), ...this.headers },
      ...(fields ? { body: new URLSearchParams(fields).toString() } : {}),
    });
    for (const line of [answer.headers["set-cookie"] ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (!name) continue;
      if (/Max-Age=0/.test(line)) this.jar.delete(name);
      else this.jar.set(name, value!);
    }
    return answer;
  }

  /** The data of a page or the answer of its form, as the framework's own script asks for them. */
  data(path: string, route: string, fields?: Readonly<Record<string, string>>): Promise<Answer> {
    return this.send(`${path}${path.includes("?") ? "&" : "?"}_data=${encodeURIComponent(`routes/${route}`)}`, fields);
  }

  signIn(email: string, password = PASSWORD): Promise<Answer> {
    return this.send("/sign-in", { email, password });
  }
}
