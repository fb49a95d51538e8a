import { foldKey } from "../names.ts";

/** How well a thing answers a search, best first. */
export const RANKS = ["exact_number", "name_begins", "words_begin", "inside"] as const;
export type Rank = (typeof RANKS)[number];

/** What a thing can be found by. */
export interface Findable {
  /** Codes and numbers: one of them typed in full is the best answer there is. */
  readonly numbers?: readonly string[];
  /** Its name in every language it has. */
  readonly names: readonly (string | undefined)[];
}

const wordsOf = (folded: string): string[] => folded.match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * Position in `RANKS`; null where some word of the search is nowhere in the thing. Words may stand in any order, and one may be in a number
 * while another is in a name. Case, `ё` and accents don't count.
 */
export function rankMatch(search: string, thing: Findable): number | null {
  const wanted = foldKey(search);
  const words = wordsOf(wanted);
  if (words.length === 0) return null;
  const numbers = (thing.numbers ?? []).map(foldKey);
  const names = thing.names.flatMap((name) => (name ? [foldKey(name)] : []));
  const texts = [...numbers, ...names];
  if (!words.every((word) => texts.some((text) => text.includes(word)))) return null;
  if (numbers.includes(wanted)) return RANKS.indexOf("exact_number");
  if (names.some((name) => name.startsWith(wanted))) return RANKS.indexOf("name_begins");
  const there = texts.flatMap(wordsOf);
  return RANKS.indexOf(words.every((word) => there.some((one) => one.startsWith(word))) ? "words_begin" : "inside");
}

export interface Ranked<Thing> {
  /** The best of them, in order of rank, then as they came. */
  readonly best: readonly Thing[];
  readonly total: number;
  /** Rank of the first one; `RANKS.length` where there is none. */
  readonly rank: number;
}

/** The things that a search finds, at most `most` of them. */
export function rankThings<Thing>(search: string, things: readonly Thing[], findable: (thing: Thing) => Findable, most: number): Ranked<Thing> {
  const found = things.flatMap((thing) => {
    const rank = rankMatch(search, findable(thing));
    return rank === null ? [] : [{ thing, rank }];
  });
  found.sort((a, b) => a.rank - b.rank);
  return { best: found.slice(0, most).map(({ thing }) => thing), total: found.length, rank: found[0]?.rank ?? RANKS.length };
}
