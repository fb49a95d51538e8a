import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import type { Express } from "express";
import { securityHeaders } from "./security-headers.server.ts";

const draining = new WeakSet<Server>();

/**
 * Binds the app to an address, with the time limits of the connection itself: a head of request within 10 s, a whole request
 * within `requestTimeoutMs`. Rejects when the port is taken.
 */
export function listen(
  app: Express,
  options: { readonly port: number; readonly host: string; readonly requestTimeoutMs?: number }
): Promise<Server> {
  const server = createServer({
    headersTimeout: 10_000,
    requestTimeout: options.requestTimeoutMs ?? 120_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 2_000,
    maxHeaderSize: 16_384,
  });
  server.on("request", (_request, response) => {
    if (draining.has(server)) response.setHeader("Connection", "close");
  });
  server.on("request", app);
  server.on("clientError", refuseUnreadable);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}

/** Bytes that are no HTTP request never reach the app; they get its headers all the same. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return;
  const status =
    error.code === "ERR_HTTP_REQUEST_TIMEOUT"
      ? "408 Request Timeout"
      : error.code === "HPE_HEADER_OVERFLOW"
      ? "431 Request Header Fields Too Large"
      : "400 Bad Request";
  const headers = {
    ...securityHeaders({ nonce: "none", hsts: false }),
    "Cache-Control": "no-store",
    Connection: "close",
    "Content-Length": "0",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status}\r\n${lines.join("\r\n")}\r\n\r\n`);
}

/**
 * Stops taking requests, lets those in flight finish, and cuts what is left after `graceMs` (10 s). Resolves when the last
 * connection is gone; says whether any had to be cut.
 */
export function stop(server: Server, graceMs = 10_000): Promise<{ readonly cut: boolean }> {
  draining.add(server);
  return new Promise((resolve) => {
    let cut = false;
    const timer = setTimeout(() => {
      cut = true;
      server.closeAllConnections();
    }, graceMs);
    // A connection that answers its last request meanwhile turns idle; it is closed then, not when its keep-alive runs out.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(timer);
      clearInterval(sweep);
      resolve({ cut });
    });
    server.closeIdleConnections();
  });
}

/** Whether `stop` was called: `/readyz` answers 503 from then on. */
export function isDraining(server: Server | undefined): boolean {
  return server !== undefined && draining.has(server);
}
