import { type Agent, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import type { ServerBuild } from "@remix-run/node";
import pino from "pino";
import { createApp, type AppOptions } from "#app/web/app.server.ts";
import { listen } from "#app/web/lifecycle.server.ts";
import { TEST_KEYS } from "#test/support/stores.ts";
import type { SessionRepository, SessionRow, Viewer } from "#app/web/session.server.ts";

/** Sessions in memory, with the people given by account id. */
export function memorySessions(
  viewers: Readonly<Record<string, Viewer>> = {}
): SessionRepository & {
  readonly rows: Map<string, SessionRow>;
} {
  const rows = new Map<string, SessionRow>();
  return {
    rows,
    insert: async (row) => void rows.set(row.idHash, row),
    find: async (idHash) => rows.get(idHash) ?? null,
    touch: async (idHash, lastSeenAt) => {
      const row = rows.get(idHash);
      if (row) rows.set(idHash, { ...row, lastSeenAt });
    },
    prove: async (idHash, provenAt) => {
      const row = rows.get(idHash);
      if (row) rows.set(idHash, { ...row, provenAt });
    },
    delete: async (idHash) => void rows.delete(idHash),
    viewer: async (accountId) => viewers[accountId] ?? null,
  };
}

type RouteModule = ServerBuild["routes"][string]["module"];

/** A Remix build of the given route modules (path → module), rendered as plain text: the real handler without a bundler. */
export function buildOf(routes: Readonly<Record<string, Partial<RouteModule>>>): ServerBuild {
  const module = (part: Partial<RouteModule>) =>
    ({ default: undefined, ...part } as unknown as RouteModule);
  const entries = Object.entries(routes).map(([path, part]) => {
    const id = `routes/${path}`;
    return [id, { id, parentId: "root", path, module: module(part) }] as const;
  });
  return {
    mode: "production",
    basename: "/",
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    isSpaMode: false,
    future: {},
    entry: {
      module: {
        default: (_request: Request, status: number, headers: Headers) =>
          new Response(`document ${status}`, { status, headers }),
        handleError: () => undefined,
      },
    },
    routes: {
      root: { id: "root", path: "", module: module({ default: () => null }) },
      ...Object.fromEntries(entries),
    },
    assets: { version: "1", url: "", entry: { module: "", imports: [] }, routes: {} },
  } as unknown as ServerBuild;
}

export interface RunningApp {
  readonly server: Server;
  readonly port: number;
  readonly origin: string;
  /** Lines of the log, parsed. */
  readonly log: Record<string, unknown>[];
}

/** Starts an app on a free port of the loopback interface. The caller stops it. */
export async function startApp(
  options: Partial<AppOptions> & Pick<AppOptions, "build">
): Promise<RunningApp> {
  const log: Record<string, unknown>[] = [];
  const logger = pino(
    { level: "info" },
    { write: (line: string) => void log.push(JSON.parse(line)) }
  );
  const app = createApp({
    mode: "local",
    publicOrigin: "http://localhost:3000",
    clientDirectory: tmpdir(),
    trustProxy: false,
    ready: async () => true,
    now: () => Date.UTC(2026, 5, 15, 9),
    logger,
    // The edge itself reads nothing; tests that render data give a store of their own.
    store: undefined as never,
    appSecret: TEST_KEYS.audit,
    dataDir: tmpdir(),
    importFolder: tmpdir(),
    privateNets: [],
    composer: null,
    sessions: memorySessions(),
    signIn: async () => ({ ok: false, code: "wrong_credentials" }),
    saveLocale: async () => undefined,
    sso: null,
    demoAccounts: [],
    ...options,
  });
  const server = await listen(app, { port: 0, host: "127.0.0.1" });
  const { port } = server.address() as AddressInfo;
  return { server, port, origin: "http://localhost:3000", log };
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** One raw HTTP exchange; unlike `fetch` it sends any Host, Origin or path that it is given. */
export function ask(
  running: RunningApp,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string; agent?: Agent } = {}
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const body = options.body;
    const request = httpRequest(
      {
        host: "127.0.0.1",
        port: running.port,
        path,
        method: options.method ?? "GET",
        agent: options.agent,
        headers: {
          host: "localhost:3000",
          ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }),
          ...options.headers,
        },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
        );
      }
    );
    request.on("error", reject);
    request.end(body);
  });
}
