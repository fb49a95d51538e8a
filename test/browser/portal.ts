import type { Server } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import pino from "pino";
import { signIn } from "#app/operations/sign-in.server.ts";
import { createApp } from "#app/web/app.server.ts";
import { bodyLimitOf } from "#app/web/body-limit.server.ts";
import { listen, stop } from "#app/web/lifecycle.server.ts";
import { sessionRepository } from "#app/web/session-repository.server.ts";
import type { Env } from "#app/env.server.ts";
import type { Store } from "#db/store.ts";
import { testEnv } from "#test/support/environment.ts";

const BUILD = new URL("../../build/server/index.js", import.meta.url);
const CLIENT = fileURLToPath(new URL("../../build/client", import.meta.url));

/** A clock that stands until it is moved. */
export interface SteppingClock {
  now: number;
}

export interface Portal {
  readonly origin: string;
  /** What the jobs of this portal are given. */
  readonly env: Env;
  /** Lines of the log. */
  readonly log: readonly string[];
  stop(): Promise<void>;
}

/** The built portal over a store of the test's own, by a clock that the test moves. */
export async function startPortal(store: Store, clock: SteppingClock, smtpUrl: string | null = null): Promise<Portal> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const env = testEnv({ origin, smtpUrl });
  const log: string[] = [];
  const app = createApp({
    build: (await import(BUILD.href)) as unknown as ServerBuild,
    clientDirectory: CLIENT, trustProxy: false, ready: async () => true, maxBodyBytes: bodyLimitOf,
    mode: env.mode, publicOrigin: origin, now: () => clock.now, logger: pino({ level: "info" }, { write: (line: string) => void log.push(line) }), store, appSecret: env.appSecret,
    dataDir: tmpdir(), importFolder: tmpdir(), privateNets: [], composer: null, sessions: sessionRepository(store), signIn: (command) => signIn(store, { ...command, takesDemo: true }), saveLocale: async () => undefined, sso: null,
    demoAccounts: [],
  });
  const server: Server = await listen(app, { port, host: "127.0.0.1" });
  return { origin, env, log, stop: async () => void (await stop(server)) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
