import type { OpenPortal, Who } from "#test/support/open-portal.ts";
import { WHO } from "#test/support/open-portal.ts";
import { addresses, letThrough, routesOf } from "#test/portal/doors.ts";
import { newestFinding, STANDINGS } from "#test/portal/things.ts";

/** A page and who looks at it. */
export interface Visit {
  readonly who: Who | null;
  readonly path: string;
  /** Name of its route. */
  readonly name: string;
  readonly status: number;
}

/** Whoever can do more on a page sees more of it. */
const WHO_FIRST: readonly Who[] = ["head", "client", "arbiter", "hr", "admin", "employee", "director", "deputy", "auditor"];
/** Pages that nobody needs to sign in for; those of links from mails as they are without one. */
const PUBLIC = [["/sign-in", 200], ["/sign-in/forgot", 200], ["/sign-in/set", 410], ["/mail/stop", 403]] as const;

/** Every page of the build, each as somebody who may open it; the home page as everybody. */
export async function visitsOf(portal: OpenPortal): Promise<Visit[]> {
  const addressOf = addresses(portal, await newestFinding(portal));
  const pages = routesOf(portal).flatMap((route): Visit[] => {
    const rule = route.doors?.get;
    if (!route.isPage || typeof rule !== "object" || route.name === "_shell") return [];
    if (route.name === "_index") return WHO.map((who) => ({ who, path: "/", name: route.name, status: 200 }));
    for (const who of WHO_FIRST) {
      for (const standing of STANDINGS) {
        if (!letThrough(rule, standing).includes(who)) continue;
        const path = addressOf(route, who, standing);
        if (path !== null) return [{ who, path, name: route.name, status: 200 }];
      }
    }
    return [];
  });
  const missing: Visit = { who: "head", path: "/no-such-page", name: "$", status: 404 };
  return [...PUBLIC.map(([path, status]): Visit => ({ who: null, path, name: path, status })), ...pages, missing];
}
