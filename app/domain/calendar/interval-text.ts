import type { ClockInterval } from "./calendar-spec.ts";

/** Why a line of hours cannot be read; `part` is the piece that is wrong. */
export const HOURS_FAULTS = ["hours_unreadable", "hours_reversed", "hours_too_long", "hours_overlap", "hours_twice"] as const;
export type HoursFault = (typeof HOURS_FAULTS)[number];

export type ReadHours =
  | { readonly ok: true; readonly intervals: readonly ClockInterval[] }
  | { readonly ok: false; readonly code: HoursFault; readonly part: string };

const PIECE = /^(\d{1,2})(?:[:.](\d{2}))?\s*[-–—−]\s*(\d{1,2})(?:[:.](\d{2}))?\s*(\+\s*1)?$/;
const WHOLE_DAY = /^24\s*(h|hours|ч|часа)$/i;
const MOST_INTERVALS = 12;

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/**
 * Hours as people type them: `09:00–13:00, 14:00–18:00`. Minutes may be left out. `+1` marks an interval that ends on
 * the next date (`22:00–06:00 +1`): without it an end before the start is a slip of the hand, not a night. Nothing
 * typed is no hours. Intervals come back in the order of the day; touching ones stay apart.
 */
export function readHours(text: string): ReadHours {
  const pieces = text.split(/[,;\n]/).map((piece) => piece.trim()).filter(Boolean);
  if (pieces.length > MOST_INTERVALS) return { ok: false, code: "hours_unreadable", part: pieces[MOST_INTERVALS]! };
  const found: { from: number; to: number; part: string }[] = [];
  for (const part of pieces) {
    if (WHOLE_DAY.test(part)) {
      found.push({ from: 0, to: 1440, part });
      continue;
    }
    const match = PIECE.exec(part);
    const from = match ? minutesOf(match[1]!, match[2]) : null;
    const end = match ? minutesOf(match[3]!, match[4]) : null;
    if (from === null || end === null || from === 1440) return { ok: false, code: "hours_unreadable", part };
    const isNextDay = match?.[5] !== undefined;
    if (!isNextDay && end <= from) return { ok: false, code: "hours_reversed", part };
    if (isNextDay && end > from) return { ok: false, code: "hours_too_long", part };
    found.push({ from, to: isNextDay ? end + 1440 : end, part });
  }
  found.sort((a, b) => a.from - b.from || a.to - b.to);
  for (const [i, one] of found.entries()) {
    const before = found[i - 1];
    if (before && before.from === one.from && before.to === one.to) return { ok: false, code: "hours_twice", part: one.part };
    if (before && one.from < before.to) return { ok: false, code: "hours_overlap", part: `${before.part}, ${one.part}` };
  }
  return { ok: true, intervals: found.map(({ from, to }) => [clock(from), to === 2880 ? "24:00" : clock(to > 1440 ? to - 1440 : to)] as const) };
}

function minutesOf(hours: string, minutes: string | undefined): number | null {
  const total = Number(hours) * 60 + Number(minutes ?? "0");
  return Number(minutes ?? "0") < 60 && total <= 1440 ? total : null;
}

/** The same as text that `readHours` reads back. */
export const hoursText = (intervals: readonly ClockInterval[]): string =>
  intervals.map(([from, to]) => `${from}–${to}${to > from ? "" : " +1"}`).join(", ");

/** Minutes after midnight at which an interval opens and closes; beyond 1440 is the next date. */
export function minutesOfInterval([from, to]: ClockInterval): readonly [number, number] {
  const [opens, closes] = [toMinutes(from), toMinutes(to)];
  return [opens, closes > opens ? closes : closes + 1440];
}

const toMinutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** The same hours, whatever the order and writing. */
export const sameHours = (a: readonly ClockInterval[], b: readonly ClockInterval[]): boolean =>
  a.length === b.length && a.every(([from, to], i) => from === b[i]![0] && to === b[i]![1]);
