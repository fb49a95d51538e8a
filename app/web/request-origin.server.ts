/** Where the portal is reached: one public origin, and its aliases on the loopback interface. */
export interface PublicOrigins {
  /** Canonical first, e.g. `https://concord.example`. */
  readonly origins: readonly string[];
  readonly hosts: readonly string[];
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"] as const;

/**
 * The accepted origins and Host values of a public origin. A loopback origin is accepted under each name of the loopback
 * interface, because people type either; any other origin only as it is.
 */
export function publicOrigins(publicOrigin: string): PublicOrigins {
  const url = new URL(publicOrigin);
  const port = url.port ? `:${url.port}` : "";
  const names = (LOOPBACK as readonly string[]).includes(url.hostname)
    ? [url.hostname, ...LOOPBACK.filter((name) => name !== url.hostname)]
    : [url.hostname];
  return {
    origins: names.map((name) => `${url.protocol}//${name}${port}`),
    hosts: names.map((name) => `${name}${port}`),
  };
}

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request may reach a handler that reads cookies (security.md section 1.5, consequence b). An unsafe method needs an
 * `Origin` equal to a public origin or, without an `Origin`, `Sec-Fetch-Site: same-origin`. Anything malformed is not equal,
 * hence refused. `fetchSite` that contradicts a right `Origin` is refused too: browsers never send that.
 */
export function isSameOriginRequest(
  request: {
    readonly method: string;
    readonly origin: string | undefined;
    readonly fetchSite: string | undefined;
  },
  allowed: PublicOrigins
): boolean {
  if (SAFE_METHODS.has(request.method)) return true;
  if (request.fetchSite !== undefined && request.fetchSite !== "same-origin") return false;
  if (request.origin !== undefined) return allowed.origins.includes(request.origin);
  return request.fetchSite === "same-origin";
}
