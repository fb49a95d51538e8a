import { DAY_MS, readDay } from "../time/local-date.ts";
import { parseInstant } from "../time/instant.ts";
import { instantOf, localOf } from "../time/zone.ts";
import type { Zone } from "../time/zone.ts";

export type ReadDate = (text: string) => number | null;

/** What a text says of time: an instant, or a reading of a clock whose zone stands elsewhere (ms as if it were UTC). */
export type SourceTime = { readonly instant: number } | { readonly local: number };
export type ReadSourceTime = (text: string) => SourceTime | null;

const TOKENS: Readonly<Record<string, string>> = {
  yyyy: "(?<y>\\d{4})",
  yy: "(?<yy>\\d{2})",
  MMM: "(?<N>[A-Za-zА-Яа-яЁё]{3,9})\\.?",
  dd: "(?<d>\\d{2})",
  d: "(?<d>\\d{1,2})",
  MM: "(?<M>\\d{2})",
  M: "(?<M>\\d{1,2})",
  HH: "(?<H>\\d{2})",
  H: "(?<H>\\d{1,2})",
  hh: "(?<h>\\d{2})",
  h: "(?<h>\\d{1,2})",
  mm: "(?<m>\\d{2})",
  ss: "(?<s>\\d{2})",
  SSS: "(?<f>\\d{1,9})",
  a: "(?<a>[AaPp]\\.?[Mm]\\.?)",
  "[": "(?:",
  "]": ")?",
};
const TOKEN = /yyyy|yy|MMM|MM|M|dd|d|HH|H|hh|h|mm|ss|SSS|a|[^A-Za-z]/g;

const MONTHS = [
  ["jan", "янв"], ["feb", "фев"], ["mar", "мар"], ["apr", "апр"], ["may", "май", "мая"], ["jun", "июн"], ["jul", "июл"], ["aug", "авг"], ["sep", "сен"], ["oct", "окт"],
  ["nov", "ноя"], ["dec", "дек"],
] as const;

/** Two-digit years are of 1970 to 2069. */
const yearOf = (two: number): number => (two >= 70 ? 1900 + two : 2000 + two);

/** Epoch ms between 1990 and 2100: a bare number outside of them is no date. */
const PLAUSIBLE = [Date.UTC(1990, 0, 1), Date.UTC(2100, 0, 1)] as const;

/**
 * A reader of a source's dates: epoch ms, or null for what is no such date. `iso` takes ISO 8601 with an
 * offset, and without one reads local time of `zone`; `unix` and `unix_ms` take numbers. In a pattern
 * `[…]` may be missing from a text; time parts that are missing are midnight. A local time that clocks
 * skip moves forward by the gap, a repeated one is its first.
 */
export function dateReader(format: string, zone: Zone): ReadDate {
  const read = timeReader(format);
  return (text) => {
    const found = read(text);
    if (found === null) return null;
    return "instant" in found ? found.instant : instantOf(zone, found.local);
  };
}

/** Whether a clock of this zone never shows this time, because it is put forward over it. */
export const isSkipped = (time: SourceTime, zone: Zone): boolean => "local" in time && localOf(zone, instantOf(zone, time.local)) !== time.local;

/** What a text says of time, before any zone. Throws for a pattern that says a part twice. */
export function timeReader(format: string): ReadSourceTime {
  if (format === "iso") return readIso;
  if (format === "unix" || format === "unix_ms") return (text) => readUnix(text, format === "unix" ? 1000 : 1);
  const pattern = new RegExp(`^${format.replace(TOKEN, (token) => TOKENS[token] ?? token.replace(/[.*+?^${}()|\\/-]/g, "\\$&").replace(/\s/, "\\s+"))}$`);
  return (text) => {
    const groups = pattern.exec(text.trim())?.groups;
    if (!groups) return null;
    const month = groups.N === undefined ? Number(groups.M) : monthOf(groups.N);
    const year = groups.y === undefined ? yearOf(Number(groups.yy)) : Number(groups.y);
    let hour = Number(groups.H ?? groups.h ?? 0);
    if (groups.a !== undefined) {
      if (hour < 1 || hour > 12) return null;
      hour = (hour % 12) + (/^p/i.test(groups.a) ? 12 : 0);
    }
    return local(year, month, Number(groups.d), hour, Number(groups.m ?? 0), Number(groups.s ?? 0), msOf(groups.f));
  };
}

const msOf = (fraction: string | undefined): number => Number((fraction ?? "0").padEnd(3, "0").slice(0, 3));

function monthOf(name: string): number {
  const start = name.toLowerCase().slice(0, 3);
  return MONTHS.findIndex((names) => (names as readonly string[]).includes(start)) + 1;
}

const ISO_LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?$/;

function readIso(text: string): SourceTime | null {
  const trimmed = text.trim();
  const f = ISO_LOCAL.exec(trimmed);
  if (f) return local(Number(f[1]), Number(f[2]), Number(f[3]), Number(f[4] ?? 0), Number(f[5] ?? 0), Number(f[6] ?? 0), msOf(f[7]));
  try {
    return { instant: parseInstant(trimmed.replace(/ (?:UTC|GMT)$/i, "Z").replace(/^(\S{10}) /, "$1T").replace(/ (?=[+-]\d{2}:?\d{2}$|Z$)/, "")) };
  } catch {
    return null;
  }
}

function readUnix(text: string, factor: number): SourceTime | null {
  if (!/^\d{9,14}(\.\d+)?$/.test(text.trim())) return null;
  const instant = Math.floor(Number(text.trim()) * factor);
  return instant >= PLAUSIBLE[0] && instant < PLAUSIBLE[1] ? { instant } : null;
}

function local(year: number, month: number, dayOfMonth: number, hour: number, minute: number, second: number, ms: number): SourceTime | null {
  const two = (n: number) => String(n).padStart(2, "0");
  const day = readDay(`${String(year).padStart(4, "0")}-${two(month)}-${two(dayOfMonth)}`);
  if (day === null || hour > 23 || minute > 59 || second > 59) return null;
  return { local: day * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + ms };
}
