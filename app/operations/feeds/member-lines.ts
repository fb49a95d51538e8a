import type { KeptTarget } from "#app/domain/pay/kept-target.ts";
import { endAfter } from "#app/domain/organisation/people-file.ts";
import { scaledText } from "#app/format/number.ts";
import { parseScaled } from "#app/format/parse-scaled.ts";
import type { MemberChange } from "../set-plan-members.server.ts";
import { lineDay, type LineProblem, type PayLine } from "./pay-lines.ts";

const LEAVES = /^[-–—−]$/;
const PERCENT_ONLY = /^(%|percent|percent only|процент|только процент)$/i;

/**
 * A target as it is written in a line: `35000.00` an amount, `15 %` a percent of the person's base, `%` percent only, a dash = leaves the
 * plan; null for anything else. Minor units of the currency.
 */
export function readTarget(text: string, minorDigits: number): KeptTarget | "leaves" | null {
  if (LEAVES.test(text)) return "leaves";
  if (PERCENT_ONLY.test(text)) return { type: "percent_only" };
  if (text.endsWith("%")) {
    const percentBp = parseScaled(text.slice(0, -1), 2);
    return percentBp === null ? null : { type: "percent_of_base", baseMinor: null, percentBp };
  }
  const minor = parseScaled(text, minorDigits);
  return minor === null ? null : { type: "amount", minor };
}

/** A target as a line says it; what `readTarget` reads back. A base that is kept with the target is not part of it. */
export function writeTarget(target: KeptTarget, minorDigits: number): string {
  switch (target.type) {
    case "amount":
      return scaledText(target.minor, minorDigits);
    case "percent_of_base":
      return `${scaledText(target.percentBp, 2)} %`;
    case "percent_only":
      return "%";
  }
}

/** The changes that lines of a plan's members mean, each beside its line, and what is wrong in them. */
export function readMemberLines(lines: readonly PayLine[], known: ReadonlyMap<string, string>, from: string, minorDigits: number): { readonly changes: readonly (MemberChange & { readonly line: number })[]; readonly problems: readonly LineProblem[] } {
  const problems: LineProblem[] = [];
  const changes: (MemberChange & { line: number })[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells } of lines) {
    const say = (reason: string, facts: LineProblem["facts"] = {}) => void problems.push({ line, reason, facts });
    const personId = known.get(cells.number);
    const target = readTarget(cells.target, minorDigits);
    const first = lineDay(cells.from, from);
    const last = cells.to === "" ? null : lineDay(cells.to, "");
    const before = seen.get(cells.number);
    if (personId === undefined) say("unknown_person", { number: cells.number });
    else if (before !== undefined) say("named_twice", { other: before });
    else if (target === null) say("bad_target", { value: cells.target });
    else if (first === null || (cells.to !== "" && last === null)) say("bad_day", { value: first === null ? cells.from : cells.to });
    else changes.push({ line, personId, from: first, to: last === null || target === "leaves" ? null : endAfter(last), target: target === "leaves" ? null : target });
    seen.set(cells.number, line);
  }
  return { changes, problems };
}
