import { isDecimal, parseDecimal, sign } from "../decimal/rational.ts";
import { recurrenceFault } from "../schedule/recurrence.ts";
import { readDay } from "../time/local-date.ts";
import { globFault, type GlobFault } from "./glob-fault.ts";
import { MOST_SEASONS, seasonFault, seasonsOverlap, standsAlone, type Season } from "./season.ts";
import { limitText } from "./measure-limit.ts";
import type { AgreementText, DueRule, Duration, InputTerms, Obligation, Terms, Threshold, VolumeBand } from "./terms.ts";
import { wordsIn } from "../names.ts";

/** Something in a text that keeps it from being proposed. `path` is its place, as `obligations.KEY.floor`. */
export interface TextFault {
  readonly code: TextFaultCode;
  readonly path: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

export type TextFaultCode =
  | "no_obligations"
  | "above_most"
  | "duplicate_key"
  | "name_missing"
  | "unknown_product"
  | "foreign_product"
  | "unknown_team"
  | "weight_not_positive"
  | "share_out_of_range"
  | "count_out_of_range"
  | "floor_above_target"
  | "timing_overlap"
  | "amount_not_positive"
  | "bad_time"
  | "bad_workday"
  | "bad_recurrence"
  | "list_empty"
  | "text_missing"
  | "text_too_long"
  | "due_missing"
  | "amount_too_long"
  | "bad_season"
  | "season_reversed"
  | "season_overlap"
  | "season_rule"
  | GlobFault;

/** What exists: products by id with their provider, and the teams below the agreement's provider. */
export interface TextBook {
  readonly productProviders: ReadonlyMap<string, string>;
  /** The provider and every department below it. */
  readonly providerIds: ReadonlySet<string>;
  /** Child departments that may be named as a line's team. */
  readonly teamIds: ReadonlySet<string>;
}

export const MOST_OBLIGATIONS = 200;
export const MOST_INPUTS = 100;
/** The longest terms that a promise may name: about two years. */
export const MOST_OF_UNIT: Readonly<Record<Duration["unit"], number>> = { working_minutes: 100_000, working_hours: 5_000, working_days: 500, calendar_days: 1_000, elapsed_days: 1_000 };
/** The most requests of a day that a band may begin after. */
export const MOST_A_DAY = 100_000;
const LONGEST_NAME = 200;
const LONGEST_WORDS = 1000;
const CLOCK = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const WEIGHT = /^\d{1,9}(\.\d{1,6})?$/;

/** Everything that is wrong with a text, promise by promise; empty = it can be proposed. */
export function checkAgreementText(text: AgreementText, book: TextBook): TextFault[] {
  const faults: TextFault[] = [];
  if (text.obligations.length === 0) faults.push({ code: "no_obligations", path: "obligations" });
  if (text.obligations.length > MOST_OBLIGATIONS) faults.push({ code: "above_most", path: "obligations", facts: { most: MOST_OBLIGATIONS } });
  if (text.inputs.length > MOST_INPUTS) faults.push({ code: "above_most", path: "inputs", facts: { most: MOST_INPUTS } });
  faults.push(...repeated(text.obligations, "obligations"), ...repeated(text.inputs, "inputs"));
  for (const one of text.obligations) faults.push(...checkObligation(one, book));
  for (const one of text.inputs) faults.push(...checkInput(one, book));
  faults.push(...overlappingTimings(text.obligations));
  return faults;
}

const repeated = (rows: readonly { readonly key: string }[], list: string): TextFault[] =>
  [...new Set(rows.filter((row, index) => rows.findIndex((other) => other.key === row.key) !== index).map((row) => row.key))].map((key) => ({ code: "duplicate_key", path: `${list}.${key}.key` }));

/** What is wrong with one promise by itself. */
export function checkObligation(one: Obligation, book: TextBook): TextFault[] {
  const at = `obligations.${one.key}`;
  const faults: TextFault[] = [];
  const say = (code: TextFaultCode, field: string, facts?: TextFault["facts"]) => faults.push({ code, path: `${at}.${field}`, ...(facts ? { facts } : {}) });
  nameFaults(one.name, (code) => say(code, "name"));
  const provider = book.productProviders.get(one.productId);
  if (provider === undefined) say("unknown_product", "productId");
  else if (!book.providerIds.has(provider)) say("foreign_product", "productId");
  if (one.teamId !== undefined && !book.teamIds.has(one.teamId)) say("unknown_team", "teamId");
  if (!WEIGHT.test(one.weight) || !/[1-9]/.test(one.weight)) say("weight_not_positive", "weight");
  for (const [field, threshold] of [["target", one.target], ["floor", one.floor]] as const) {
    const code = threshold ? thresholdFault(threshold) : null;
    if (code) say(code, field);
  }
  if (one.floor && isFloorAbove(one.floor, one.target)) say("floor_above_target", "floor");
  for (const fault of termFaults(one.terms)) say(fault.code, `terms.${fault.path}`, fault.facts);
  return faults;
}

function nameFaults(name: { readonly en?: string; readonly ru?: string }, say: (code: TextFaultCode) => void): void {
  const given = [name.en, name.ru].filter((text) => text !== undefined && text.trim() !== "");
  if (given.length === 0) say("name_missing");
  else if (given.some((text) => text!.length > LONGEST_NAME)) say("text_too_long");
}

function thresholdFault(threshold: Threshold): TextFaultCode | null {
  if (threshold.type === "share") return Number.isSafeInteger(threshold.bp) && threshold.bp >= 0 && threshold.bp <= 10_000 ? null : "share_out_of_range";
  return Number.isSafeInteger(threshold.atMostMissed) && threshold.atMostMissed >= 0 && threshold.atMostMissed <= 1_000_000 ? null : "count_out_of_range";
}

/** A floor allows at least as much as the target: a lower share, or more misses. A share and a count compare only at scoring. */
function isFloorAbove(floor: Threshold, target: Threshold): boolean {
  if (floor.type === "share" && target.type === "share") return floor.bp > target.bp;
  if (floor.type === "count" && target.type === "count") return floor.atMostMissed < target.atMostMissed;
  return false;
}

interface TermFault {
  readonly code: TextFaultCode;
  readonly path: string;
  readonly facts?: TextFault["facts"];
}

function termFaults(terms: Terms): TermFault[] {
  const faults: TermFault[] = [];
  const say = (code: TextFaultCode, path: string, facts?: TextFault["facts"]) => faults.push({ code, path, ...(facts ? { facts } : {}) });
  const amount = (duration: Duration | undefined, path: string, least = 1) => {
    if (duration && (!Number.isSafeInteger(duration.n) || duration.n < least)) say("amount_not_positive", path);
    else if (duration && duration.n > MOST_OF_UNIT[duration.unit]) say("amount_too_long", path, { most: MOST_OF_UNIT[duration.unit] });
  };
  const clock = (time: string | undefined, path: string) => {
    if (time !== undefined && !CLOCK.test(time)) say("bad_time", path);
  };
  const due = (rule: DueRule | undefined, path: string) => {
    if (!rule) return;
    if (rule.type === "within") amount(rule.duration, path);
    else if (rule.type === "agreed_date") amount(rule.fallback, path);
    else {
      clock(rule.at, path);
      if (!Number.isSafeInteger(rule.n) || rule.n === 0 || Math.abs(rule.n) > 23) say("bad_workday", path);
    }
  };
  const words = (list: readonly string[], path: string) => {
    if (list.length === 0 || list.some((word) => word.trim() === "")) say("list_empty", path);
    else if (list.some((word) => word.length > LONGEST_NAME)) say("text_too_long", path);
  };
  const seasons = (list: readonly Season[] | undefined) => {
    if (list && list.length > MOST_SEASONS) say("above_most", "seasons", { most: MOST_SEASONS });
    for (const [i, season] of (list ?? []).slice(0, MOST_SEASONS).entries()) {
      const fault = seasonFault(season);
      if (fault) say(fault, `seasons.${i}.from`);
      else if (list!.slice(0, i).some((other) => seasonFault(other) === null && seasonsOverlap(other, season))) say("season_overlap", `seasons.${i}.from`);
    }
  };
  const volume = (band: VolumeBand | undefined) => {
    if (!band) return;
    if (!Number.isSafeInteger(band.upTo) || band.upTo < 1) say("amount_not_positive", "volume.upTo");
    else if (band.upTo > MOST_A_DAY) say("amount_too_long", "volume.upTo", { most: MOST_A_DAY });
    due(band.due, "volume.due");
  };
  amount(terms.acceptance, "acceptance");
  for (const values of Object.values(terms.appliesTo ?? {})) words(values, "appliesTo");
  switch (terms.kind) {
    case "timing":
      due(terms.due, "due");
      due(terms.reworkDue, "reworkDue");
      volume(terms.volume);
      seasons(terms.seasons);
      for (const [i, season] of (terms.seasons ?? []).entries()) due(season.due, `seasons.${i}.due`);
      amount(terms.grace, "grace");
      clock(terms.cutOff, "cutOff");
      break;
    case "response":
      due(terms.due, "due");
      volume(terms.volume);
      seasons(terms.seasons);
      for (const [i, season] of (terms.seasons ?? []).entries()) due(season.due, `seasons.${i}.due`);
      amount(terms.grace, "grace");
      clock(terms.cutOff, "cutOff");
      break;
    case "frequency": {
      if (readDay(terms.dtstart) === null) say("bad_recurrence", "dtstart", { fault: "bad_date" });
      else {
        const fault = recurrenceFault(terms.rrule, terms.dtstart);
        if (fault) say("bad_recurrence", "rrule", { fault });
      }
      clock(terms.at, "at");
      amount(terms.windowBefore, "windowBefore", 0);
      amount(terms.windowAfter, "windowAfter", 0);
      amount(terms.afterInput, "afterInput");
      seasons(terms.seasons);
      for (const [i, season] of (terms.seasons ?? []).entries()) {
        const fault = readDay(terms.dtstart) === null ? null : recurrenceFault(season.rrule, terms.dtstart);
        if (fault) say("bad_recurrence", `seasons.${i}.rrule`, { fault });
        else if (!standsAlone(season.rrule)) say("season_rule", `seasons.${i}.rrule`);
        clock(season.at, `seasons.${i}.at`);
      }
      break;
    }
    case "quality":
      if (terms.measure) {
        if (terms.measure.name.trim() === "") say("text_missing", "measure.name");
        if (!isLimit(limitText(terms.measure.atMost))) say("amount_not_positive", "measure.atMost");
      }
      break;
    case "completeness":
      if (terms.rule.type === "checklist") words(terms.rule.parts, "rule.parts");
      else if (thresholdFault({ type: "share", bp: terms.rule.atLeastBp })) say("share_out_of_range", "rule.atLeastBp");
      break;
    case "format":
      if (terms.rule.type === "field") {
        if (terms.rule.name.trim() === "") say("text_missing", "rule.name");
        words(terms.rule.values, "rule.values");
      } else if (terms.rule.type === "file_types") words(terms.rule.types, "rule.types");
      else if (terms.rule.type === "glob") {
        const fault = globFault(terms.rule.pattern);
        if (fault) say(fault, "rule.pattern");
      } else if (terms.rule.template.trim() === "") say("text_missing", "rule.template");
  }
  return faults;
}

/** A limit of 0 is "none at all"; nothing is measured below it. */
const isLimit = (text: string): boolean => isDecimal(text) && sign(parseDecimal(text)) >= 0;

/** What is wrong with one of the client's inputs. */
export function checkInput(one: InputTerms, book: Pick<TextBook, "productProviders">): TextFault[] {
  const at = `inputs.${one.key}`;
  const faults: TextFault[] = [];
  nameFaults(one.name, (code) => faults.push({ code, path: `${at}.name` }));
  if (wordsIn(one.due, "en").trim() === "") faults.push({ code: "due_missing", path: `${at}.due` });
  for (const [field, words] of [["due", wordsIn(one.due, "en")], ["due", wordsIn(one.due, "ru")], ["completeness", wordsIn(one.completeness ?? "", "en")], ["completeness", wordsIn(one.completeness ?? "", "ru")]] as const) {
    if (words.length > LONGEST_WORDS) faults.push({ code: "text_too_long", path: `${at}.${field}` });
  }
  if (one.productId !== undefined && !book.productProviders.has(one.productId)) faults.push({ code: "unknown_product", path: `${at}.productId` });
  return faults;
}

/**
 * Two timing promises about one product may not speak of the same task. They are apart only where both name
 * an attribute and share no value of it: a task that lacks the attribute fits neither.
 */
function overlappingTimings(obligations: readonly Obligation[]): TextFault[] {
  const timings = obligations.filter((one) => one.terms.kind === "timing");
  return timings.flatMap((one, index) =>
    timings
      .slice(0, index)
      .filter((other) => other.productId === one.productId && other.key !== one.key && !areApart(other.terms, one.terms))
      .slice(0, 1)
      .map((other): TextFault => ({ code: "timing_overlap", path: `obligations.${one.key}.terms.appliesTo`, facts: { other: other.key } })),
  );
}

function areApart(a: Terms, b: Terms): boolean {
  return Object.entries(a.appliesTo ?? {}).some(([name, values]) => {
    const others = b.appliesTo?.[name];
    return others !== undefined && !values.some((value) => others.includes(value));
  });
}
