import { timeReader } from "./source-date.ts";
import type { ReadSourceTime } from "./source-date.ts";

/**
 * Forms of dates that task systems and spreadsheets write, the likelier first. Where day and month can be told apart only by a number above
 * 12, the day-first form stands before its twin.
 */
export const DATE_FORMATS = [
  "iso",
  "dd.MM.yyyy[ H:mm[:ss]]",
  "d.M.yyyy[ H:mm[:ss]]",
  "dd.MM.yy[ H:mm[:ss]]",
  "d/M/yyyy[ H:mm[:ss]]",
  "M/d/yyyy[ H:mm[:ss]]",
  "M/d/yyyy[ h:mm[:ss] a]",
  "d/M/yyyy[ h:mm[:ss] a]",
  "d/M/yy[ H:mm[:ss]]",
  "M/d/yy[ H:mm[:ss]]",
  "M/d/yy[ h:mm[:ss] a]",
  "d/M/yy[ h:mm[:ss] a]",
  "dd-MM-yyyy[ H:mm[:ss]]",
  "MM-dd-yyyy[ H:mm[:ss]]",
  "yyyy/M/d[ H:mm[:ss[.SSS]]]",
  "yyyy.MM.dd[ H:mm[:ss]]",
  "d/MMM/yy[ h:mm[:ss] a]",
  "d/MMM/yy[ H:mm[:ss]]",
  "d MMM yyyy[ H:mm[:ss]]",
  "d MMM yyyy[, H:mm[:ss]]",
  "MMM d, yyyy[ h:mm[:ss] a]",
  "MMM d, yyyy[, h:mm[:ss] a]",
  "d-MMM-yyyy[ H:mm[:ss]]",
  "d-MMM-yy[ H:mm[:ss]]",
  "dd.MM.yyyy[, H:mm[:ss]]",
  "unix",
  "unix_ms",
] as const;

export interface DateGuess {
  readonly format: string;
  /** Of the texts given. */
  readonly read: number;
  readonly total: number;
  /** Another form that reads as many of them with day and month changed over; a person has to say which. */
  readonly twin: string | null;
}

const READERS: readonly (readonly [string, ReadSourceTime])[] = DATE_FORMATS.map((format) => [format, timeReader(format)]);

/** The form that reads most of the texts, or null when none reads at least half of them. */
export function guessDateFormat(texts: readonly string[]): DateGuess | null {
  const total = texts.length;
  if (total === 0) return null;
  const scores = READERS.map(([format, read]) => ({ format, read: texts.filter((text) => read(text) !== null).length }));
  const best = scores.reduce((a, b) => (b.read > a.read ? b : a));
  if (best.read * 2 < total) return null;
  const changed = changeOver(best.format);
  const twin = changed === null ? null : (scores.find((score) => score.format === changed && score.read === best.read)?.format ?? null);
  return { ...best, total, twin };
}

/** The form with day and month in each other's place, or null where they cannot be taken for each other. */
function changeOver(format: string): string | null {
  const swapped = format.replace(/^(d{1,2})([/-])(M{1,2})(?=\2)/, "$3$2$1");
  if (swapped !== format) return swapped;
  const back = format.replace(/^(M{1,2})([/-])(d{1,2})(?=\2)/, "$3$2$1");
  return back === format ? null : back;
}

/** Whether a text looks like a date of any known form: cheap enough for every cell of a sample. */
export function looksLikeDate(text: string): boolean {
  if (text.length < 6 || text.length > 40 || !/\d/.test(text)) return false;
  // A bare number is a date only where its column says so.
  if (/^\d+$/.test(text)) return false;
  return READERS.some(([, read]) => read(text) !== null);
}
