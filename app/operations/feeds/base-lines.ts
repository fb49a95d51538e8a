import { parseScaled } from "#app/format/parse-scaled.ts";
import type { BaseEntry } from "../enter-bases.server.ts";
import { lineDay, type LineProblem, type PayLine } from "./pay-lines.ts";

/** The pay bases that lines mean, each beside its line, and what is wrong in them. Minor units of the currency. */
export function readBaseLines(lines: readonly PayLine[], known: ReadonlyMap<string, string>, from: string, minorDigits: number): { readonly entries: readonly (BaseEntry & { readonly line: number })[]; readonly problems: readonly LineProblem[] } {
  const problems: LineProblem[] = [];
  const entries: (BaseEntry & { line: number })[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells } of lines) {
    const say = (reason: string, facts: LineProblem["facts"] = {}) => void problems.push({ line, reason, facts });
    const personId = known.get(cells.number);
    const baseMinor = parseScaled(cells.base, minorDigits);
    const day = lineDay(cells.from, from);
    const before = seen.get(cells.number);
    if (personId === undefined) say("unknown_person", { number: cells.number });
    else if (before !== undefined) say("named_twice", { other: before });
    // The amount itself stays out of the sentence: it may be shown to others than those who may see pay.
    else if (baseMinor === null || baseMinor <= 0) say("bad_base");
    else if (day === null) say("bad_day", { value: cells.from });
    else entries.push({ line, personId, from: day, baseMinor });
    seen.set(cells.number, line);
  }
  return { entries, problems };
}
