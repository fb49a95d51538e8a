import { readDay, DAY_MS } from "../time/local-date.ts";
import { parseInstant } from "../time/instant.ts";
import { instantOf } from "../time/zone.ts";
import type { Zone } from "../time/zone.ts";

export type ReadDate = (text: string) => number | null;

const TOKENS: Readonly<Record<string, string>> = {
  yyyy: "(?<y>\\d{4})",
  dd: "(?<d>\\d{2})",
  d: "(?<d>\\d{1,2})",
  MM: "(?<M>\\d{2})",
  M: "(?<M>\\d{1,2})",
  HH: "(?<H>\\d{2})",
  H: "(?<H>\\d{1,2})",
  mm: "(?<m>\\d{2})",
  ss: "(?<s>\\d{2})",
};

/**
 * A reader of a source's dates: epoch ms, or null for what is no such date. `iso` takes ISO 8601 with an
 * offset, and without one reads local time of `zone`. A pattern's time parts may be missing from it
 * (midnight). A local time that clocks skip moves forward by the gap, a repeated one is its first.
 */
export function dateReader(format: string, zone: Zone): ReadDate {
  if (format === "iso") return (text) => readIso(text, zone);
  const pattern = new RegExp(
    `^${format.replace(/yyyy|dd|d|MM|M|HH|H|mm|ss|[^A-Za-z]/g, (token) => TOKENS[token] ?? token.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"))}$`,
  );
  return (text) => {
    const groups = pattern.exec(text.trim())?.groups;
    if (!groups) return null;
    const pad = (part: string | undefined) => (part ?? "0").padStart(2, "0");
    return fromLocal(`${groups.y}-${pad(groups.M)}-${pad(groups.d)}`, Number(groups.H ?? 0), Number(groups.m ?? 0), Number(groups.s ?? 0), zone);
  };
}

const ISO_LOCAL = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?$/;

function readIso(text: string, zone: Zone): number | null {
  const trimmed = text.trim();
  const local = ISO_LOCAL.exec(trimmed);
  if (local) {
    const ms = Number((local[5] ?? "0").padEnd(3, "0").slice(0, 3));
    const instant = fromLocal(local[1]!, Number(local[2] ?? 0), Number(local[3] ?? 0), Number(local[4] ?? 0), zone);
    return instant === null ? null : instant + ms;
  }
  try {
    return parseInstant(trimmed.replace(" ", "T"));
  } catch {
    return null;
  }
}

function fromLocal(date: string, hour: number, minute: number, second: number, zone: Zone): number | null {
  const day = readDay(date);
  if (day === null || hour > 23 || minute > 59 || second > 59) return null;
  return instantOf(zone, day * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000);
}
