import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type Response,
} from "express";
import type { Locale } from "#app/domain/names.ts";
import type { AppContext, AppServices } from "./context.server.ts";
import { readCookie } from "./cookie.server.ts";
import { CSP_REPORT_BYTES, CSP_REPORT_PATH, readCspReport } from "./csp-report.server.ts";
import { errorPage } from "./error-page.server.ts";
import { isDraining } from "./lifecycle.server.ts";
import { costOf, pacer } from "./pace.server.ts";
import { localeOfRequest } from "./preferences.server.ts";
import { buildOfPath } from "./narrow-build.server.ts";
import { loggableError, logRequest } from "./request-log.server.ts";
import { withReadableForms } from "./readable-forms.server.ts";
import { isSameOriginRequest, publicOrigins } from "./request-origin.server.ts";
import { makeNonce, securityHeaders } from "./security-headers.server.ts";
import { sessionCookieName } from "./session.server.ts";

export interface AppOptions extends AppServices {
  /** `build/server/index.js`, imported by the caller. */
  readonly build: ServerBuild;
  /** Directory of the browser build, usually `build/client`. */
  readonly clientDirectory: string;
  /** Express `trust proxy`: false, or the exact list of proxies or hops. */
  readonly trustProxy: false | number | string;
  /** Whether the database answers; `/readyz` says 503 while it does not. */
  ready(): Promise<boolean>;
  /** Largest body of a path in bytes; 1 MB where the caller names no other. */
  maxBodyBytes?(path: string): number;
  /** A request that has not answered after this many ms gets 503. */
  readonly responseTimeoutMs?: number;
  /** How many times the usual number of costly requests a minute is let through; 1 where the caller says nothing. */
  readonly paceTimes?: number;
}

/** Facts of one request, made first and read by everything behind. */
interface RequestFacts {
  readonly requestId: string;
  readonly nonce: string;
  readonly locale: Locale;
}

/** Pages are read and posted to; the HTTP API refuses other methods by itself, in its own form. */
const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST"]);
const API_METHODS: ReadonlySet<string> = new Set([...METHODS, "PUT", "PATCH", "DELETE"]);
/** Some task systems tell their events as forms; nothing else of the API is taken so. */
const HOOKS = /^\/api\/v1\/hooks\/[^/]+$/;
/** Mail programs post here by themselves, without cookies or an origin (RFC 8058): the token in the address is all that counts. */
const ONE_CLICK = /^\/mail\/stop\/[^/]+$/;
const DEFAULT_BODY_BYTES = 1_000_000;
const DEFAULT_RESPONSE_MS = 30_000;

/**
 * The whole request edge as an Express app: headers on every answer, limits, the origin check, static files, and Remix behind it.
 * It reads no environment: everything comes in as an option.
 */
export function createApp(options: AppOptions): Express {
  const allowed = publicOrigins(options.publicOrigin);
  const hsts = options.mode === "production";
  const facts = new WeakMap<Request, RequestFacts>();
  const factsOf = (request: Request): RequestFacts => facts.get(request) as RequestFacts;

  const refuse = (request: Request, response: Response, status: number): void => {
    const { requestId, nonce, locale } = factsOf(request);
    response.status(status);
    if (request.path.startsWith("/api/")) {
      response.type("application/problem+json");
      response.send(JSON.stringify({ type: "about:blank", status, instance: requestId }));
      return;
    }
    response.type("html").send(errorPage({ status, requestId, locale, nonce }));
  };

  const wait = pacer(options.paceTimes);
  /** Seconds that a costly request has still to wait; 0 = none. */
  const waitFor = (request: Request): number => {
    const cost = costOf(request.method, request.path);
    if (cost === null) return 0;
    return wait(cost, readCookie(request.headers.cookie ?? null, sessionCookieName(options.mode)) ?? null, request.ip ?? "", options.now());
  };

  /** Reports come by themselves, without a session, from anybody: a few a minute of each address are written down. */
  const takeCspReport = (request: Request, response: Response): void => {
    const tooLong = Number(request.headers["content-length"] ?? 0) > CSP_REPORT_BYTES || request.headers["transfer-encoding"] !== undefined;
    if (tooLong) return refuse(request, response, 413);
    if (wait("report", request.ip ?? "", request.ip ?? "", options.now()) > 0) return refuse(request, response, 429);
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (part: string) => (text += part));
    request.on("end", () => {
      const { requestId } = factsOf(request);
      for (const violation of readCspReport(text)) options.logger.warn({ requestId, ...violation }, "content policy");
      response.status(204).end();
    });
  };

  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", options.trustProxy);
  app.set("etag", false);

  app.use((request, response, next) => {
    const startedAt = process.hrtime.bigint();
    const requestId = randomBytes(9).toString("base64url");
    const nonce = makeNonce();
    const locale = localeOfRequest(request.headers.cookie, request.headers["accept-language"]);
    facts.set(request, { requestId, nonce, locale });
    const headers = { ...securityHeaders({ nonce, hsts }), "X-Request-Id": requestId };
    setHeadersLast(response, headers);
    response.on("finish", () => {
      logRequest(options.logger, request, response, { requestId, startedAt });
      passOver(request);
    });
    next();
  });

  app.get("/healthz", (_request, response) => {
    response.json({ ok: true });
  });
  app.get("/readyz", async (request, response) => {
    const server = (request.socket as { server?: Parameters<typeof isDraining>[0] }).server;
    const ready = !isDraining(server) && (await options.ready().catch(() => false));
    response.status(ready ? 200 : 503).json({ ok: ready });
  });

  app.use((request, response, next) => {
    const isApi = request.path.startsWith("/api/");
    if (request.method === "POST" && request.path === CSP_REPORT_PATH) return takeCspReport(request, response);
    if (!(isApi ? API_METHODS : METHODS).has(request.method)) return refuse(request, response, 405);

    // Remix reads the host of X-Forwarded-Host whoever sent it; the Host that it sees is one we accept.
    delete request.headers["x-forwarded-host"];
    const host = request.headers.host ?? "";
    if (!allowed.hosts.includes(host.toLowerCase())) {
      if (options.trustProxy === false) return refuse(request, response, 400);
      request.headers.host = allowed.hosts[0];
    }

    if (isApi) {
      // Bearer tokens only: without cookies a foreign page has nothing to ride on.
      delete request.headers.cookie;
      delete request.headers.origin;
      const readable = request.is("application/json") || (HOOKS.test(request.path) && request.is("application/x-www-form-urlencoded")) || !hasBody(request);
      if (!readable) return refuse(request, response, 415);
    } else if (request.method === "POST" && ONE_CLICK.test(request.path)) {
      delete request.headers.cookie;
      delete request.headers.origin;
    } else {
      const origin = request.headers.origin;
      const fetchSite = request.get("sec-fetch-site");
      const same = isSameOriginRequest({ method: request.method, origin, fetchSite }, allowed);
      if (!same) return refuse(request, response, 403);
      if (request.method === "POST" && !isForm(request)) return refuse(request, response, 415);
      // A navigation of another site may carry any Origin on GET; Remix need not read it.
      if (origin !== undefined && !allowed.origins.includes(origin)) delete request.headers.origin;
    }

    if (request.headers["transfer-encoding"] !== undefined) return refuse(request, response, 411);
    const length = Number(request.headers["content-length"] ?? 0);
    const limit = options.maxBodyBytes?.(request.path) ?? DEFAULT_BODY_BYTES;
    if (length > limit) {
      response.set("Connection", "close");
      return refuse(request, response, 413);
    }
    const seconds = waitFor(request);
    if (seconds > 0) {
      response.set("Retry-After", String(seconds));
      return refuse(request, response, 429);
    }
    next();
  });

  app.use(compression());
  const assets = join(options.clientDirectory, "assets");
  app.use("/assets", express.static(assets, { immutable: true, maxAge: "1y", index: false }));
  app.use("/assets", (request, response) => refuse(request, response, 404));
  app.use(express.static(options.clientDirectory, { index: false, redirect: false }));

  app.use((request, response, next) => {
    const timer = setTimeout(() => {
      if (!response.headersSent) refuse(request, response, 503);
    }, options.responseTimeoutMs ?? DEFAULT_RESPONSE_MS);
    response.on("close", () => clearTimeout(timer));
    next();
  });

  const services: AppServices = {
    mode: options.mode,
    publicOrigin: options.publicOrigin,
    now: options.now,
    logger: options.logger,
    store: options.store,
    appSecret: options.appSecret,
    dataDir: options.dataDir,
    importFolder: options.importFolder,
    privateNets: options.privateNets,
    composer: options.composer,
    sessions: options.sessions,
    signIn: options.signIn,
    saveLocale: options.saveLocale,
    sso: options.sso,
    demoAccounts: options.demoAccounts,
  };
  const handlerOf = buildOfPath(withReadableForms(options.build), (build) =>
    createRequestHandler({
      build,
      mode: "production",
      getLoadContext(request) {
        const { requestId, nonce, locale } = factsOf(request);
        const context: AppContext = {
          ...services,
          requestId,
          nonce,
          requestLocale: locale,
          address: request.ip ?? "",
        };
        // A copy has an anonymous type, which Remix's open-ended one accepts.
        return { ...context };
      },
    })
  );
  app.use((request, response, next) => handlerOf(request.path)(request, response, next));

  const onError: ErrorRequestHandler = (error, request, response, next) => {
    if (response.headersSent) {
      // The answer is on its way (or was the time limit's): nothing can be added to it.
      if (!response.writableEnded) response.destroy();
      return;
    }
    const claimed = Number((error as { status?: unknown }).status);
    const status = claimed >= 400 && claimed < 500 ? claimed : 500;
    if (status === 500)
      options.logger.error(
        { requestId: factsOf(request).requestId, fault: loggableError(error) },
        "unhandled"
      );
    refuse(request, response, status);
    void next;
  };
  app.use(onError);
  return app;
}

/**
 * Lets what is left of a body go by once the answer is out. Whoever began to read it may have stopped half way, and the rest would stand
 * before the next request of the same connection until it is cut.
 */
function passOver(request: Request): void {
  if (request.complete) return;
  request.removeAllListeners("data");
  request.resume();
}

/** Whether a body is said to be one of the two that forms send. The boundary of parts is one that RFC 2046 allows. */
function isForm(request: Request): boolean {
  const type = request.get("content-type") ?? "";
  return /^application\/x-www-form-urlencoded *(;|$)/i.test(type) || /^multipart\/form-data *; *boundary="?[\w'()+,./:=?-]{1,70}"? *$/i.test(type);
}

function hasBody(request: Request): boolean {
  return (
    request.headers["transfer-encoding"] !== undefined ||
    Number(request.headers["content-length"] ?? 0) > 0
  );
}

/**
 * Sets headers when the head is written, over whatever the handler said: Remix drops a loader's headers on documents, and a
 * route must not be able to weaken these. Only a found file under `/assets` may be kept by a browser.
 *
 * The redirect of a survey link is the one answer with its own `Referrer-Policy` (security.md section 1.6): it may only be the
 * stricter `no-referrer`.
 */
function setHeadersLast(response: Response, headers: Readonly<Record<string, string>>): void {
  const writeHead = response.writeHead;
  response.writeHead = function writeHeadWithOurs(this: Response, ...args: never[]) {
    const ownReferrer = String(response.getHeader("Referrer-Policy") ?? "");
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // What cannot be done now may be asked for again at once: locks last for milliseconds, a drain for seconds.
    if (response.statusCode === 503 && !response.hasHeader("Retry-After")) response.setHeader("Retry-After", "1");
    if (ownReferrer === "no-referrer") response.setHeader("Referrer-Policy", "no-referrer");
    const fingerprinted =
      response.req.originalUrl.startsWith("/assets/") &&
      [200, 206, 304].includes(response.statusCode);
    if (!fingerprinted) response.setHeader("Cache-Control", "no-store");
    return (writeHead as (...all: unknown[]) => Response).apply(this, args);
  } as typeof response.writeHead;
}
