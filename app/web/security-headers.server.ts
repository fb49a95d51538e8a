import { randomBytes } from "node:crypto";
import { CSP_REPORT_PATH } from "./csp-report.server.ts";

/** 128 random bits for one response's Content-Security-Policy. */
export function makeNonce(): string {
  return randomBytes(16).toString("base64");
}

/**
 * The headers that every response carries, also 404, 500, redirects and static files (security.md, S-11).
 *
 * Style attributes of server-rendered markup need `style-src-attr 'unsafe-inline'`; style elements need the nonce.
 * `strict-origin` instead of `no-referrer`: under the latter Chromium posts `Origin: null` from our own forms.
 */
export function securityHeaders(options: {
  readonly nonce: string;
  /** HSTS only where the public origin is https: on a plain address it would lock the browser out. */
  readonly hsts: boolean;
}): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${options.nonce}'`,
    `style-src 'self' 'nonce-${options.nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-src 'none'",
    "worker-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    `report-uri ${CSP_REPORT_PATH}`,
    "report-to csp",
  ].join("; ");
  return {
    "Content-Security-Policy": policy,
    "Reporting-Endpoints": `csp="${CSP_REPORT_PATH}"`,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy":
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    ...(options.hsts ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" } : {}),
  };
}
