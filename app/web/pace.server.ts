/** Work that costs the portal much more than a page does. */
export const COSTLY = ["file", "search", "upload", "report"] as const;
export type Costly = (typeof COSTLY)[number];

/** Requests of one session in a minute. A person types a search faster than they open files. */
const MOST_A_MINUTE: Readonly<Record<Costly, number>> = { file: 60, search: 240, upload: 30, report: 30 };
/** Many people may stand behind one address, so an address may do what so many people may. */
const PEOPLE_BEHIND_AN_ADDRESS = 20;
/** Keys come from outside: made-up ones must not fill the memory. */
const MOST_KEYS = 20_000;

const FILES = /\.(csv|xlsx|pdf|docx|yaml|json)\/?$/;
const EXPORT = /^\/pay\/runs\/[^/]+\/export\/?$/;
const UPLOADS = /^\/(work\/import|people\/import|agreements\/import|pay\/(absences|bases|plans\/[^/]+\/members))(\/|$)/;

/** What a request would have the portal do, null for a page or a form. */
export function costOf(method: string, path: string): Costly | null {
  if (path.startsWith("/assets/")) return null;
  if (method === "POST") return EXPORT.test(path) ? "file" : UPLOADS.test(path) ? "upload" : null;
  if (path === "/search") return "search";
  return FILES.test(path) ? "file" : null;
}

/**
 * Counts costly requests by session and by address within a minute of the clock. Returns the seconds to wait, 0 = go on. Without a session
 * only the address counts; forging one gains nothing, because the address still does.
 */
export function pacer(times = 1): (cost: Costly, session: string | null, address: string, now: number) => number {
  let minute = -1;
  const spent = new Map<string, number>();
  return (cost, session, address, now) => {
    const current = Math.floor(now / 60_000);
    if (current !== minute || spent.size > MOST_KEYS) spent.clear();
    minute = current;
    const spend = (key: string, most: number): boolean => {
      const n = (spent.get(key) ?? 0) + 1;
      spent.set(key, n);
      return n > most;
    };
    const most = MOST_A_MINUTE[cost] * times;
    const overSession = session !== null && spend(`${cost} s ${session}`, most);
    const overAddress = spend(`${cost} a ${address}`, most * PEOPLE_BEHIND_AN_ADDRESS);
    return overSession || overAddress ? 60 - (Math.floor(now / 1_000) % 60) : 0;
  };
}
