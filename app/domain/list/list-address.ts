/** Parameters that say where in a list one is, or belong to the framework: no part of what the list shows. */
const PASSING = new Set(["page", "all", "index", "_data", "next"]);
const LONGEST_PATH = 200;
const LONGEST_QUERY = 1_000;

/** Path of a page of the portal, or null. It holds no query, no second slash and nothing that leads out of the portal. */
export function readPath(text: string): string | null {
  return text.length <= LONGEST_PATH && /^\/(?:[\w:.-]+(?:\/[\w:.-]+)*)?$/.test(text) && !text.includes("..") ? text : null;
}

/**
 * Search, filters and order of a list in one form: sorted by name, empty ones and the page left out, without a question mark. Two addresses
 * that show the same have the same. Null where it is longer than anybody types.
 */
export function canonicalQuery(search: string): string | null {
  const entries = [...new URLSearchParams(search)].filter(([name, value]) => !PASSING.has(name) && value.trim() !== "").map(([name, value]) => [name, value.trim()] as const);
  const sorted = entries.map((entry, at) => ({ entry, at })).sort((a, b) => (a.entry[0] < b.entry[0] ? -1 : a.entry[0] > b.entry[0] ? 1 : a.at - b.at)).map(({ entry }) => [...entry] as [string, string]);
  const text = new URLSearchParams(sorted).toString();
  return text.length <= LONGEST_QUERY ? text : null;
}

/** The address of a list with its query. */
export const listAddress = (list: string, query: string): string => (query === "" ? list : `${list}?${query}`);
