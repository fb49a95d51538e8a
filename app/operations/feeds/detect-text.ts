import { csvCutter } from "./csv-records.ts";
import type { CsvRecord } from "./csv-records.ts";

/** Encodings that a file may be said to have; the first four are found by themselves. */
export const TEXT_ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1251", "windows-1252", "koi8-r", "ibm866"] as const;
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

/** The encoding of a text by its first bytes: byte order mark, zero bytes of UTF-16, valid UTF-8, else Windows-1251 or, where single letters with marks stand among Latin ones, Windows-1252. */
export function guessEncoding(head: Uint8Array): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8";
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at += 1) if (head[at] === 0) zeros[at % 2]! += 1;
  const most = head.length / 8;
  if (zeros[1]! > most && zeros[1]! > 4 * zeros[0]!) return "utf-16le";
  if (zeros[0]! > most && zeros[0]! > 4 * zeros[1]!) return "utf-16be";
  if (isUtf8(head)) return "utf-8";
  return isWestern(head) ? "windows-1252" : "windows-1251";
}

/** Cyrillic words are runs of high bytes; in German or French each stands alone between plain letters. */
function isWestern(head: Uint8Array): boolean {
  const isLetter = (byte: number | undefined) => byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));
  let high = 0;
  let alone = 0;
  for (let at = 0; at < head.length; at += 1) {
    if (head[at]! < 0xc0) continue;
    high += 1;
    const [before, after] = [head[at - 1], head[at + 1]];
    if ((before ?? 0) < 0xc0 && (after ?? 0) < 0xc0 && (isLetter(before) || isLetter(after))) alone += 1;
  }
  return alone * 2 > high;
}

/** The last character may be cut off where the sample ends. */
function isUtf8(head: Uint8Array): boolean {
  for (let cut = 0; cut < 4 && cut <= head.length; cut += 1) {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(head.subarray(0, head.length - cut));
      return true;
    } catch {
      continue;
    }
  }
  return false;
}

const SEPARATORS = [",", ";", "\t", "|", "^", "~"];
const LOOK_AT = 50;

/** The separator that cuts the first lines into the same number of cells, the more the better; a comma when none does. */
export function guessDelimiter(head: string): string {
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of SEPARATORS) {
    const widths = firstRecords(head, delimiter).map((record) => record.cells.length);
    const usual = mostCommon(widths);
    if (usual < 2) continue;
    const agree = widths.filter((width) => width === usual).length / widths.length;
    const score = agree * agree * Math.log2(usual + 1) * (delimiter === "^" || delimiter === "~" ? 0.9 : 1);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/**
 * Which record is the heading (from 1): the first that fills nearly as many cells as the widest of the first ones. Title lines
 * of a report, which fill one or two cells, come before it.
 */
export function guessHeading(records: readonly { readonly cells: readonly string[] }[]): number {
  const filled = records.slice(0, 20).map(({ cells }) => cells.filter((cell) => cell.trim() !== "").length);
  const widest = Math.max(0, ...filled);
  if (widest < 3) return 1;
  const found = filled.findIndex((count) => count >= Math.max(3, widest * 0.6));
  return found < 0 ? 1 : found + 1;
}

/** The first records of a sample, the last one left out because it may be cut off. */
export function firstRecords(head: string, delimiter: string): CsvRecord[] {
  const cutter = csvCutter(delimiter);
  const found = cutter.push(head);
  return (found.length > 0 ? found : cutter.end()).slice(0, LOOK_AT);
}

function mostCommon(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}
