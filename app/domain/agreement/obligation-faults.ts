import { isDecimal, parseDecimal, sign } from "../decimal/rational.ts";
import { recurrenceFault } from "../schedule/recurrence.ts";
import { globFault, GLOB_FAULTS } from "./glob-fault.ts";
import { limitText } from "./measure-limit.ts";
import type { DueRule, Duration, Obligation, Terms, Threshold } from "./terms.ts";

/** Why an obligation is refused before anybody may sign it. */
export const OBLIGATION_FAULTS = [
  ...GLOB_FAULTS,
  "bad_recurrence",
  "name_missing",
  "amount_not_positive",
  "amount_too_long",
  "bad_time",
  "bad_workday",
  "share_out_of_range",
  "count_out_of_range",
  "floor_above_target",
  "weight_not_positive",
  "list_empty",
  "text_missing",
  "measure_not_decimal",
] as const;
export type ObligationFaultCode = (typeof OBLIGATION_FAULTS)[number];

export interface ObligationFault {
  readonly code: ObligationFaultCode;
  /** Where in the obligation: `floor`, `terms.due`, `terms.rule.pattern`. */
  readonly path: string;
  /** `fault`: the code of the recurrence's fault. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** The longest durations that a promise may name: about two years. */
export const MOST_OF_UNIT: Readonly<Record<Duration["unit"], number>> = { working_minutes: 100_000, working_hours: 5_000, working_days: 500, calendar_days: 1_000, elapsed_days: 1_000 };
/** The most days from Monday to Friday that a month has. */
const MOST_WORKDAYS = 23;
const CLOCK = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** Everything about an obligation that can be refused without its calendar, in the order of its parts. Empty = it can be signed. */
export function obligationFaults(obligation: Obligation): ObligationFault[] {
  const faults: ObligationFault[] = [];
  const say: Say = (path, code, facts) => void faults.push({ path, code, ...(facts ? { facts } : {}) });
  if (!Object.values(obligation.name).some((text) => text?.trim())) say("name", "name_missing");
  checkThresholds(obligation, say);
  if (!isDecimal(obligation.weight) || sign(parseDecimal(obligation.weight)) <= 0) say("weight", "weight_not_positive");
  checkTerms(obligation.terms, say);
  return faults;
}

type Say = (path: string, code: ObligationFaultCode, facts?: ObligationFault["facts"]) => void;

function checkThresholds({ target, floor }: Obligation, say: Say): void {
  if (!inRange(target)) say("target", outOfRange(target));
  if (!floor) return;
  if (!inRange(floor)) say("floor", outOfRange(floor));
  // A share and a count can only be compared once it is known how much was due.
  const above = floor.type === "share" && target.type === "share" ? floor.bp > target.bp : floor.type === "count" && target.type === "count" && floor.atMostMissed < target.atMostMissed;
  if (above) say("floor", "floor_above_target");
}

const inRange = (threshold: Threshold): boolean =>
  threshold.type === "share" ? isWhole(threshold.bp, 1, 10_000) : isWhole(threshold.atMostMissed, 0, 100_000);

const outOfRange = (threshold: Threshold): ObligationFaultCode => (threshold.type === "share" ? "share_out_of_range" : "count_out_of_range");

const isWhole = (n: number, least: number, most: number): boolean => Number.isInteger(n) && n >= least && n <= most;

function checkTerms(terms: Terms, say: Say): void {
  checkDuration("terms.acceptance", terms.acceptance, 1, say);
  if (Object.values(terms.appliesTo ?? {}).some((values) => values.length === 0)) say("terms.appliesTo", "list_empty");
  switch (terms.kind) {
    case "timing":
      checkClocked(terms, say);
      if (terms.reworkDue) checkDue("terms.reworkDue", terms.reworkDue, say);
      return;
    case "response":
      checkClocked(terms, say);
      return;
    case "frequency": {
      const fault = recurrenceFault(terms.rrule, terms.dtstart);
      if (fault) say(fault === "bad_date" ? "terms.dtstart" : "terms.rrule", "bad_recurrence", { fault });
      if (!CLOCK.test(terms.at)) say("terms.at", "bad_time");
      checkDuration("terms.windowBefore", terms.windowBefore, 0, say);
      checkDuration("terms.windowAfter", terms.windowAfter, 0, say);
      if (terms.afterInput) checkDuration("terms.afterInput", terms.afterInput, 1, say);
      return;
    }
    case "quality":
      if (terms.measure?.name.trim() === "") say("terms.measure.name", "text_missing");
      if (terms.measure && !isDecimal(limitText(terms.measure.atMost))) say("terms.measure.atMost", "measure_not_decimal");
      return;
    case "completeness":
      if (terms.rule.type === "share" && !isWhole(terms.rule.atLeastBp, 1, 10_000)) say("terms.rule.atLeastBp", "share_out_of_range");
      if (terms.rule.type === "checklist" && terms.rule.parts.length === 0) say("terms.rule.parts", "list_empty");
      return;
    case "format":
      checkFormat(terms.rule, say);
  }
}

function checkClocked(terms: { readonly due: DueRule; readonly grace?: Duration; readonly cutOff?: string }, say: Say): void {
  checkDue("terms.due", terms.due, say);
  if (terms.grace) checkDuration("terms.grace", terms.grace, 1, say);
  if (terms.cutOff !== undefined && !CLOCK.test(terms.cutOff)) say("terms.cutOff", "bad_time");
}

function checkDue(path: string, rule: DueRule, say: Say): void {
  switch (rule.type) {
    case "within":
      return checkDuration(path, rule.duration, 1, say);
    case "agreed_date":
      return checkDuration(path, rule.fallback, 1, say);
    case "nth_workday":
      if (rule.n === 0 || !isWhole(Math.abs(rule.n), 1, MOST_WORKDAYS)) say(path, "bad_workday");
      if (!CLOCK.test(rule.at)) say(path, "bad_time");
  }
}

function checkDuration(path: string, duration: Duration, least: number, say: Say): void {
  if (!Number.isInteger(duration.n) || duration.n < least) say(path, "amount_not_positive");
  else if (duration.n > MOST_OF_UNIT[duration.unit]) say(path, "amount_too_long");
}

function checkFormat(rule: Extract<Terms, { kind: "format" }>["rule"], say: Say): void {
  switch (rule.type) {
    case "field":
      if (rule.name.trim() === "") say("terms.rule.name", "text_missing");
      if (rule.values.length === 0) say("terms.rule.values", "list_empty");
      return;
    case "file_types":
      if (rule.types.length === 0) say("terms.rule.types", "list_empty");
      return;
    case "glob": {
      const fault = globFault(rule.pattern);
      if (fault) say("terms.rule.pattern", fault);
      return;
    }
    case "template":
      if (rule.template.trim() === "") say("terms.rule.template", "text_missing");
  }
}
