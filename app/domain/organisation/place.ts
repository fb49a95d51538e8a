import { spansOverlap } from "./check-post.ts";

export const EMPLOYMENTS = ["permanent", "fixed_term", "contractor"] as const;
export type Employment = (typeof EMPLOYMENTS)[number];

/** A person in a department: half-open local dates, share of the working time as an exact decimal of percent. */
export interface Place {
  readonly departmentId: string;
  readonly sharePct: string;
  readonly from: string;
  readonly to: string | null;
}

/**
 * A typed decimal as the database keeps it: a comma counts as a point, zeros that say nothing are dropped. Null = no number above 0 and
 * up to `most` with at most `decimals` places.
 */
export function readShare(text: string, most: number, decimals: number): string | null {
  const match = /^(\d{1,4})(?:[.,](\d+))?$/.exec(text.trim());
  if (!match) return null;
  const whole = match[1]!.replace(/^0+(?=\d)/, "");
  const part = (match[2] ?? "").replace(/0+$/, "");
  if (part.length > decimals || (whole === "0" && part === "") || Number(whole) > most || (Number(whole) === most && part !== "")) return null;
  return part === "" ? whole : `${whole}.${part}`;
}

/** FTE: above 0, up to 2. */
export const readFte = (text: string): string | null => readShare(text, 2, 4);
/** Share of the working time in percent: above 0, up to 100. */
export const readSharePct = (text: string): string | null => readShare(text, 100, 2);

/** Hundredths of a percent; shares have at most two decimals. */
const bp = (share: string): number => Math.round(Number(share) * 100);

/**
 * The first place of one person that does not fit beside the others: a second one in the same department at one time, or shares above
 * 100 % together. Gives it with a place it collides with; null = all fit.
 */
export function firstOverlap<P extends Place>(places: readonly P[]): { readonly place: P; readonly other: P } | null {
  const held = places.filter((row) => row.to === null || row.to > row.from).sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const [index, place] of held.entries()) {
    // More can only begin to be held on a first day.
    const running = held.slice(0, index).filter((row) => row.to === null || row.to > place.from);
    const twice = running.find((row) => row.departmentId === place.departmentId && spansOverlap(row, place));
    if (twice) return { place, other: twice };
    if (running.length > 0 && running.reduce((sum, row) => sum + bp(row.sharePct), bp(place.sharePct)) > 10_000) return { place, other: running[running.length - 1]! };
  }
  return null;
}
