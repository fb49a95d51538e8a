const PREFIX = "concord-recent-";
const MOST = 20;
/** Pages of one thing, by the id in their address. Nothing of pay, ratings or settings is noted. */
const THING = /^\/(departments|people|catalogue|agreements|work|improvement|scorecards)\/[\w:-]{15,}$/;

export interface RecentThing {
  readonly to: string;
  readonly label: string;
}

/** What this person opened in this browser, the last first. It stays in the browser: nobody else learns who looked at what. */
export function readRecent(person: string): readonly RecentThing[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(PREFIX + person) ?? "[]");
    return Array.isArray(found) ? found.filter((one): one is RecentThing => typeof one?.to === "string" && THING.test(one.to) && typeof one.label === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Notes the page that is open now, if it is the page of a thing. */
export function noteRecent(person: string, path: string, title: string): void {
  if (!THING.test(path)) return;
  try {
    const others = readRecent(person).filter((one) => one.to !== path);
    localStorage.setItem(PREFIX + person, JSON.stringify([{ to: path, label: title.replace(/ · Concord$/, "").slice(0, 200) }, ...others].slice(0, MOST)));
  } catch {
    // A browser that keeps nothing has no list.
  }
}

/** Forgets what everybody opened in this browser: the next one at this computer finds nothing. */
export function forgetRecent(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // As above.
  }
}
