import { refused } from "../refusal.ts";
import type { Refused } from "../refusal.ts";
import { foldKey } from "../names.ts";

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;
/** Beside words of its owner a password needs so many letters and digits of its own. */
const OWN_REST = 8;
const SHORTEST_WORD = 3;

/** What stands before and after the word of "2026password!!". */
const EDGES = /^[^\p{L}]+|[^\p{L}]+$/gu;
/** One to six signs, over and over. */
const REPEATED = /^(.{1,6}?)\1+.{0,5}$/u;

/**
 * What is wrong with a new password, null when it is fine: its length in characters, whether it is a password that many use, or little
 * more than a word everybody knows of its owner. No rule about kinds of characters (ASVS 5.0, 6.2). `common` holds folded passwords.
 */
export function checkPassword(password: string, common: ReadonlySet<string>, ownWords: readonly string[]): Refused | null {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return refused("password_short", { shortest: SHORTEST_PASSWORD }, "password");
  if (length > LONGEST_PASSWORD) return refused("password_long", { longest: LONGEST_PASSWORD }, "password");
  const folded = foldKey(password);
  const core = folded.replace(EDGES, "");
  if (core.length < SHORTEST_WORD || REPEATED.test(folded) || [folded, core].some((word) => common.has(word))) return refused("password_common", undefined, "password");
  const words = ownWords.flatMap((text) => foldKey(text).split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= SHORTEST_WORD);
  const rest = words.sort((a, b) => b.length - a.length).reduce((left, word) => left.replaceAll(word, ""), folded);
  if (rest !== folded && rest.replace(/[^\p{L}\p{N}]/gu, "").length < OWN_REST) return refused("password_own", undefined, "password");
  return null;
}
