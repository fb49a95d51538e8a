import { lookup } from "node:dns/promises";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { isLoopback, isPublicAddress } from "./public-address.server.ts";

export type Resolve = (host: string) => Promise<readonly string[]>;

export interface SafeRequestOptions {
  /** Outside of production a service on this very machine may be written to, also by http. */
  readonly allowLoopback: boolean;
  /** Private addresses that the administrator opened by name (`ALLOW_PRIVATE_NETS`); they may be asked by http, too. */
  readonly isOpened?: (address: string) => boolean;
  readonly resolve?: Resolve;
  /** For everything from the name to the last byte. */
  readonly timeoutMs?: number;
  /** Bytes of the answer that are read; the rest is left. */
  readonly mostBytes?: number;
}

export interface SafeRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SafeAnswer {
  readonly status: number;
  readonly body: string;
  readonly isCut: boolean;
  /** A header of the answer, by its name in any case. */
  readonly header: (name: string) => string | null;
}

export type RequestRefusal = "bad_url" | "not_https" | "private_address" | "unknown_host" | "timeout" | "no_answer";

const resolveByDns: Resolve = async (host) => (await lookup(host, { all: true, verbatim: true })).map((row) => row.address);

/** The address of a request, or why it can never be used. Errors `bad_url`, `not_https`. */
export function checkUrl(text: string, allowHttp: boolean): Result<URL, "bad_url" | "not_https"> {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return refused("bad_url");
  }
  if (url.protocol !== "https:" && !(allowHttp && url.protocol === "http:")) return refused("not_https");
  return url.username !== "" || url.password !== "" || url.hostname === "" ? refused("bad_url") : ok(url);
}

/**
 * One request to an address that somebody typed in. The name is resolved once, every address it has is checked, and the connection is
 * made to a checked one, so that a name which changes in between leads nowhere else. Redirects are answers, not followed. Time and
 * answer are limited.
 */
export async function safeRequest(request: SafeRequest, options: SafeRequestOptions): Promise<Result<SafeAnswer, RequestRefusal>> {
  const checked = checkUrl(request.url, options.allowLoopback || options.isOpened !== undefined);
  if (!checked.ok) return checked;
  const url = checked.value;
  const end = AbortSignal.timeout(options.timeoutMs ?? 10_000);
  const address = await addressOf(url, options, end);
  return address.ok ? exchange(url, address.value, request, options.mostBytes ?? 64_000, end) : address;
}

async function addressOf(url: URL, { allowLoopback, isOpened = () => false, resolve = resolveByDns }: SafeRequestOptions, end: AbortSignal): Promise<Result<string, RequestRefusal>> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  let addresses: readonly string[];
  try {
    addresses = isIP(host) !== 0 ? [host] : await Promise.race([resolve(host), new Promise<never>((_done, fail) => end.addEventListener("abort", () => fail(new Error("timeout")), { once: true }))]);
  } catch {
    return refused(end.aborted ? "timeout" : "unknown_host");
  }
  if (addresses.length === 0) return refused("unknown_host");
  const isNear = (allowLoopback && addresses.every(isLoopback)) || addresses.every(isOpened);
  if (!isNear && !addresses.every((address) => isPublicAddress(address) || isOpened(address))) return refused("private_address");
  return !isNear && url.protocol !== "https:" ? refused("not_https") : ok(addresses[0]!);
}

function exchange(url: URL, address: string, { method, headers, body }: SafeRequest, mostBytes: number, end: AbortSignal): Promise<Result<SafeAnswer, RequestRefusal>> {
  const family = isIP(address);
  const pinned: LookupFunction = (_host, options, done) => (options.all ? (done as unknown as (error: null, found: { address: string; family: number }[]) => void)(null, [{ address, family }]) : done(null, address, family));
  return new Promise((done) => {
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    const outgoing = send(url, { method, headers: { ...headers, ...(method === "POST" ? { "Content-Length": String(Buffer.byteLength(body)) } : {}) }, lookup: pinned, agent: false, signal: end }, (answer) => {
      const parts: Buffer[] = [];
      let length = 0;
      const finish = (isCut: boolean) => done(ok({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).subarray(0, mostBytes).toString("utf8"), isCut, header: (name) => [answer.headers[name.toLowerCase()] ?? []].flat().join(", ") || null }));
      answer.on("data", (part: Buffer) => {
        parts.push(part);
        length += part.length;
        if (length <= mostBytes) return;
        finish(true);
        outgoing.destroy();
      });
      answer.on("end", () => finish(false));
      answer.on("error", () => done(refused(end.aborted ? "timeout" : "no_answer")));
    });
    outgoing.on("error", () => done(refused(end.aborted ? "timeout" : "no_answer")));
    outgoing.end(method === "POST" ? body : undefined);
  });
}
