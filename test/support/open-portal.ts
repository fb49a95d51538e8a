import { createHash, randomBytes } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { Agent, request as httpRequest, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import BetterSqlite3 from "better-sqlite3";
import pino from "pino";
import type { AppOptions } from "#app/web/app.server.ts";
import { createApp } from "#app/web/app.server.ts";
import { readEnv } from "#app/env.server.ts";
import type { Env } from "#app/env.server.ts";
import { listen, stop } from "#app/web/lifecycle.server.ts";
import { servicesOf } from "#app/web/serve.server.ts";
import { openStore } from "#db/open-store.server.ts";
import type { Store } from "#db/store.ts";
import { copyOfDemo } from "./demo-company.ts";

const DAY_MS = 86_400_000;
const BUILD = new URL("../../build/server/index.js", import.meta.url);
const CLIENT = fileURLToPath(new URL("../../build/client", import.meta.url));

/** People of the demo company, one for each way of seeing it; each holds one role besides being an employee somewhere. */
export const WHO = ["employee", "head", "client", "deputy", "hr", "arbiter", "director", "admin", "auditor"] as const;
export type Who = (typeof WHO)[number];

/** Department that each belongs to; arbiter and auditor belong to the company itself, which is no party of anything. */
export const HOME: Readonly<Record<Who, string>> = { employee: "FIN", head: "FIN", client: "SALES", deputy: "IT", hr: "HR", arbiter: "MERIDIAN", director: "LEGAL", admin: "IT", auditor: "MERIDIAN" };

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly bytes: Buffer;
}

export interface Asked {
  readonly as?: Who | null;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface OpenPortal {
  readonly env: Env;
  readonly store: Store;
  readonly db: BetterSqlite3.Database;
  readonly build: ServerBuild;
  readonly port: number;
  readonly server: Server;
  /** Host that the portal believes to be. */
  readonly host: string;
  /** Lines of the log as they were written. */
  readonly log: string[];
  readonly account: Readonly<Record<Who, { readonly id: string; readonly personId: string }>>;
  /** The Cookie header of somebody's session. */
  cookie(who: Who): string;
  ask(path: string, asked?: Asked): Promise<Answer>;
  /** A form as a browser posts it. */
  post(path: string, who: Who | null, form: Readonly<Record<string, string>> | string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): Promise<void>;
}

/** The built portal in this process over a copy of the demo company, with a session for each of `WHO`. */
export async function openPortal(demoDir: string, over: Partial<AppOptions> = {}): Promise<OpenPortal> {
  const dataDir = copyOfDemo(demoDir);
  const env = readEnv({ DATA_DIR: dataDir });
  const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "web", Date.now());
  const log: string[] = [];
  const logger = pino({ level: "info", base: null }, { write: (line: string) => void log.push(line) });
  const build = (await import(BUILD.href)) as unknown as ServerBuild;
  const app = createApp({ ...(await servicesOf(env, store, logger, [])), build, clientDirectory: CLIENT, trustProxy: false, paceTimes: 1_000_000, ...over });
  const server = await listen(app, { port: 0, host: "127.0.0.1" });
  const { port } = server.address() as AddressInfo;
  const db = new BetterSqlite3(join(dataDir, "concord.sqlite"));
  db.pragma("busy_timeout = 5000");
  addDirector(db);
  const account = Object.fromEntries(WHO.map((who) => [who, accountOf(db, who)])) as OpenPortal["account"];
  const cookies = Object.fromEntries(WHO.map((who) => [who, `concord=${startSession(db, account[who].id)}`])) as Record<Who, string>;
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const host = new URL(over.publicOrigin ?? env.origin).host;
  const origin = over.publicOrigin ?? env.origin;

  const ask = (path: string, asked: Asked = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { body } = asked;
      const headers = {
        host,
        ...(asked.as ? { cookie: cookies[asked.as] } : {}),
        ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }),
        ...asked.headers,
      };
      const request = httpRequest({ host: "127.0.0.1", port, path, method: asked.method ?? "GET", agent, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => {
          const bytes = Buffer.concat(parts);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: bytes.toString("utf8"), bytes });
        });
        response.on("error", reject);
      });
      request.on("error", reject);
      request.end(body);
    });

  return {
    env, store, db, build, port, server, host, log, account, ask,
    cookie: (who) => cookies[who],
    post: (path, who, form, headers = {}) =>
      ask(path, { as: who, method: "POST", body: typeof form === "string" ? form : new URLSearchParams(form).toString(), headers: { origin, "content-type": "application/x-www-form-urlencoded", ...headers } }),
    close: async () => {
      agent.destroy();
      await stop(server, 1_000);
      db.close();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export const hasBuild = existsSync(fileURLToPath(BUILD));

/** The demo's director heads the whole company; this one is an ordinary lawyer with the role and no department below. */
function addDirector(db: BetterSqlite3.Database): void {
  const { id: personId } = db
    .prepare(
      `select m.person_id as id from membership m join department d on d.id = m.department_id
       where d.code = 'LEGAL' and m."to" is null and not exists (select 1 from department_post p where p.person_id = m.person_id) and not exists (select 1 from account a where a.person_id = m.person_id) order by m.person_id`,
    )
    .get() as { id: string };
  const at = Date.now() - 90 * DAY_MS;
  db.prepare("insert into account (id, person_id, email, password_hash, is_demo, disabled_at, created_at) values ('director-of-tests', ?, 'director.of.tests@meridian.example', null, 1, null, ?)").run(personId, at);
  db.prepare(`insert into role_grant (id, person_id, role, "from", "to") values ('director-of-tests', ?, 'director', ?, null)`).run(personId, at);
}

function accountOf(db: BetterSqlite3.Database, who: Who): { id: string; personId: string } {
  // The second HR person heads nothing.
  const email = who === "hr" ? "hr2@meridian.example" : who === "director" ? "director.of.tests@meridian.example" : `${who}@meridian.example`;
  return db.prepare("select id, person_id as personId from account where email = ?").get(email) as { id: string; personId: string };
}

/** A session as signing in makes it, its proof of who it is good for the whole test; the cookie's value. */
export function startSession(db: BetterSqlite3.Database, accountId: string): string {
  const id = randomBytes(32).toString("base64url");
  const now = Date.now();
  db.prepare("insert into session (id_hash, account_id, created_at, last_seen_at, expires_at, proven_at) values (?, ?, ?, ?, ?, ?)").run(createHash("sha256").update(id).digest("hex"), accountId, now, now, now + 7 * DAY_MS, now + DAY_MS);
  return id;
}

/** Runs `work` over all items, so many at a time; the order of the answers is that of the items. */
export async function inTurns<Item, Out>(items: readonly Item[], atOnce: number, work: (item: Item) => Promise<Out>): Promise<Out[]> {
  const out = new Array<Out>(items.length);
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let at = next++; at < items.length; at = next++) out[at] = await work(items[at]!);
    }),
  );
  return out;
}
