import type { ServerBuild } from "@remix-run/node";
import { fileURLToPath } from "node:url";
import pino from "pino";
import type { Logger } from "pino";
import type { Env } from "#app/env.server.ts";
import { openIdSignOn } from "#app/operations/open-id.server.ts";
import { signIn, type SignInCommand } from "#app/operations/sign-in.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { savePersonLocale } from "#app/operations/save-locale.server.ts";
import { openStore } from "#db/open-store.server.ts";
import type { Store } from "#db/store.ts";
import { answeringStore } from "./answering-store.server.ts";
import { createApp } from "./app.server.ts";
import { bodyLimitOf } from "./body-limit.server.ts";
import type { DemoAccount } from "./context.server.ts";
import { exitOnFault } from "./exit-on-fault.server.ts";
import { listen, stop } from "./lifecycle.server.ts";
import { sessionRepository } from "./session-repository.server.ts";
import { superviseJobs } from "./supervise-jobs.server.ts";

const BUILD = new URL("../../build/server/index.js", import.meta.url);
const CLIENT = fileURLToPath(new URL("../../build/client", import.meta.url));

export interface ServeOptions {
  readonly env: Env;
  readonly demoAccounts: readonly DemoAccount[];
  /** Without it only the web process runs (`--web`). */
  readonly withJobs: boolean;
  readonly say: (line: string) => void;
}

/** Runs the web process, and the job process beside it, until SIGTERM or SIGINT. */
export async function serve({ env, demoAccounts, withJobs, say }: ServeOptions): Promise<void> {
  const logger = pino({ level: process.env.LOG_LEVEL ?? "info", base: { process: "web" } });
  exitOnFault(logger);
  const store = answeringStore(await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "web", Date.now()));
  const build = (await import(BUILD.href)) as unknown as ServerBuild;
  const app = createApp({ ...(await servicesOf(env, store, logger, demoAccounts)), build, clientDirectory: CLIENT, trustProxy: env.trustProxy === 0 ? false : env.trustProxy });
  const server = await listen(app, { port: env.port, host: env.bind });
  const jobs = withJobs ? superviseJobs(logger) : null;
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : env.port;
  say(`Concord answers at ${env.mode === "production" ? env.origin : env.origin.replace(/:0$/, `:${port}`)}`);

  await new Promise<void>((resolve) => {
    const end = () => resolve();
    process.once("SIGTERM", end);
    process.once("SIGINT", end);
  });
  await stop(server);
  await jobs?.stop();
  await store.close();
}

/** What the web process gives to every request, over the real database. */
export async function servicesOf(env: Env, store: Store, logger: Logger, demoAccounts: readonly DemoAccount[]) {
  const organisation = await loadOrganisation(store);
  return {
    mode: env.mode,
    publicOrigin: env.origin,
    store,
    appSecret: env.appSecret,
    zone: env.zone,
    dataDir: env.dataDir,
    importFolder: env.importFolder.path,
    privateNets: env.privateNets,
    composer: env.composer,
    now: () => Date.now(),
    logger,
    sessions: sessionRepository(store),
    signIn: (command: Omit<SignInCommand, "takesDemo">) => signIn(store, { ...command, takesDemo: env.mode !== "production" }),
    saveLocale: (actor: { personId: string; accountId: string }, locale: "en" | "ru") =>
      savePersonLocale({ store, now: Date.now(), actor: { kind: "account", id: actor.accountId } }, actor.personId, locale),
    sso: env.openId ? openIdSignOn(env.openId, env.origin) : null,
    demoAccounts: organisation?.isDemo ? demoAccounts : [],
    ready: async () => {
      await loadOrganisation(store);
      return true;
    },
    maxBodyBytes: bodyLimitOf,
  };
}
