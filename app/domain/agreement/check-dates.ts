import { canonicalJson } from "../canonical-json.ts";
import { ok, refused, type Result } from "../refusal.ts";
import { payPeriodDays, payPeriodName } from "../score/pay-period-months.ts";
import { readDay } from "../time/local-date.ts";
import type { AgreedText, AgreementRefusal, AgreementSurroundings } from "./agreement-life.ts";
import type { Obligation } from "./terms.ts";

/** Whether a date is the first day of a pay period. */
export function isFirstDayOfPayPeriod(date: string, payPeriod: "month" | "quarter"): boolean {
  return payPeriodDays(payPeriodName(date.slice(0, 7), payPeriod)).from === date;
}

/** The first day of the pay period after the one that holds a date. */
export function nextPayPeriod(date: string, payPeriod: "month" | "quarter"): string {
  return payPeriodDays(payPeriodName(date.slice(0, 7), payPeriod)).to;
}

/** The agreed text that a version from this date follows on: the latest that began before it and had not ended. */
export function textBefore(agreed: readonly AgreedText[], from: string): AgreedText | null {
  let found: AgreedText | null = null;
  for (const text of agreed) if (text.from < from && (text.to === null || text.to >= from) && (!found || text.from > found.from)) found = text;
  return found;
}

/** Keys of promises kept from one text to the next whose target, floor, weight, mode or team differ. */
export function changedLines(before: readonly Obligation[], after: readonly Obligation[]): string[] {
  const line = ({ target, floor, weight, mode, teamId }: Obligation) => canonicalJson({ target, floor, weight: plain(weight), mode, teamId });
  const old = new Map(before.map((one) => [one.key, line(one)]));
  return after.filter((one) => old.has(one.key) && old.get(one.key) !== line(one)).map((one) => one.key);
}

/** `1.50` and `1.5` are one weight. */
const plain = (decimal: string): string => (decimal.includes(".") ? decimal.replace(/0+$/, "").replace(/\.$/, "") : decimal);

/**
 * Whether a text may be valid from `from` to `to` (design.md section 4): it begins after today, because both
 * signatures come before it; after every agreed text, which it ends; and on the first day of a pay period
 * when it changes the line terms of a promise that goes on.
 */
export function checkDates(from: string, to: string | null, around: Pick<AgreementSurroundings, "today" | "payPeriod" | "obligations" | "agreed">): Result<null, AgreementRefusal> {
  if (readDay(from) === null) return refused("bad_day", { value: from.slice(0, 40) }, "from");
  if (to !== null && readDay(to) === null) return refused("bad_day", { value: to.slice(0, 40) }, "to");
  if (from <= around.today) return refused("from_not_after_today", { today: around.today }, "from");
  if (to !== null && to <= from) return refused("to_not_after_from", { from }, "to");
  const latest = around.agreed.filter((text) => text.to === null || text.to > text.from).map((text) => text.from).sort().at(-1);
  if (latest !== undefined && from <= latest) return refused("from_not_after_agreed", { agreedFrom: latest }, "from");
  const before = textBefore(around.agreed, from);
  const changed = before ? changedLines(before.obligations, around.obligations) : [];
  if (changed.length > 0 && !isFirstDayOfPayPeriod(from, around.payPeriod)) {
    return refused("line_terms_mid_period", { key: changed[0]!, next: nextPayPeriod(from, around.payPeriod) }, "from");
  }
  return ok(null);
}
