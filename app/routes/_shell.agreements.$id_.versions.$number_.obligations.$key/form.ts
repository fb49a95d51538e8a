import { CALENDAR_SIDES, DAY_ENDS, MODES, OBLIGATION_KINDS, type DueRule, type Duration, type DueSeason, type Obligation, type ObligationKind, type ScheduleSeason, type Terms, type Threshold, type VolumeBand } from "#app/domain/agreement/terms.ts";
import { MOST_SEASONS } from "#app/domain/agreement/season.ts";
import { isDecimal } from "#app/domain/decimal/rational.ts";
import { parseScaled } from "#app/format/parse-scaled.ts";
import { readRule } from "./schedule-form.ts";

/** The form as it is sent: flat names, text as typed; several of one name come as a list. */
export type RawFields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A fault at a field; `code` is a key `fault.…` of the catalogue. */
export interface FieldFault {
  readonly field: string;
  readonly code: string;
}

export const DURATION_UNITS = ["working_minutes", "working_hours", "working_days", "calendar_days", "elapsed_days"] as const satisfies readonly Duration["unit"][];
/** Reasons of pauses that the form offers by name; others are typed. */
export const PAUSE_REASONS = ["client_input", "client_approval", "third_party"] as const;
/** Attribute filters that the form has room for beyond those there are. */
export const FILTER_ROWS = 3;
const MOST_FILTERS = 20;
/** Rows of the form for seasons that are not there yet. */
export const SEASON_ROWS = 1;

/** Reads fields by name and notes what is wrong; a reader that finds a fault gives null, so that all faults are found in one go. */
export class FieldReader {
  readonly faults: FieldFault[] = [];
  readonly raw: RawFields;
  constructor(raw: RawFields) {
    this.raw = raw;
  }

  say(field: string, code: string): null {
    this.faults.push({ field, code });
    return null;
  }

  /** Trimmed text, "" where nothing was typed. */
  text(field: string): string {
    const value = this.raw[field];
    return (typeof value === "string" ? value : (value?.[0] ?? "")).trim();
  }

  required(field: string): string | null {
    return this.text(field) || this.say(field, "missing");
  }

  all(field: string): readonly string[] {
    const value = this.raw[field];
    return value === undefined ? [] : typeof value === "string" ? [value] : value;
  }

  /** One entry a line. */
  lines(field: string): readonly string[] {
    return this.text(field).split("\n").map((line) => line.trim()).filter(Boolean);
  }

  choice<const C extends string>(field: string, choices: readonly C[]): C | null {
    return choices.find((choice) => choice === this.text(field)) ?? this.say(field, "notAChoice");
  }

  /** A whole number; one of more digits than `digits` is refused before anything counts with it. */
  whole(field: string, digits = 7): number | null {
    const text = this.required(field);
    if (text === null) return null;
    return /^-?\d+$/.test(text) && text.replace("-", "").length <= digits ? Number(text) : this.say(field, "notAWhole");
  }

  percentBp(field: string): number | null {
    const text = this.required(field);
    return text === null ? null : (parseScaled(text.replace(/\s*%$/, ""), 2) ?? this.say(field, "notANumber"));
  }

  /** Exact decimal text; a comma is a point. */
  decimal(field: string): string | null {
    const text = this.required(field)?.replace(",", ".") ?? null;
    return text === null || isDecimal(text) ? text : this.say(field, "notANumber");
  }

  clock(field: string): string | null {
    const text = this.required(field);
    if (text === null) return null;
    const match = /^(\d{1,2})[:.](\d{2})$/.exec(text);
    return match ? `${match[1]!.padStart(2, "0")}:${match[2]}` : this.say(field, "bad_time");
  }

  duration(prefix: string): Duration | null {
    const [n, unit] = [this.whole(`${prefix}_n`, 12), this.choice(`${prefix}_unit`, DURATION_UNITS)];
    if (n === null || unit === null) return null;
    if (unit !== "working_days" && unit !== "calendar_days") return { unit, n };
    const end = this.choice(`${prefix}_end`, DAY_ENDS);
    return end && { unit, n, end };
  }

  /** Absent where no amount was typed. */
  optionalDuration(prefix: string): Duration | null | undefined {
    return this.text(`${prefix}_n`) === "" ? undefined : this.duration(prefix);
  }

  due(prefix: string): DueRule | null {
    const type = this.choice(`${prefix}_type`, ["within", "nth_workday", "agreed_date"]);
    switch (type) {
      case "within": {
        const duration = this.duration(prefix);
        return duration && { type, duration };
      }
      case "agreed_date": {
        const fallback = this.duration(prefix);
        return fallback && { type, fallback };
      }
      case "nth_workday": {
        const [nth, from, at] = [this.whole(`${prefix}_nth`), this.choice(`${prefix}_from`, ["start", "end"]), this.clock(`${prefix}_at`)];
        return nth === null || from === null || at === null ? null : { type, n: from === "end" ? -nth : nth, at };
      }
      case null:
        return null;
    }
  }

  threshold(prefix: string): Threshold | null {
    const type = this.choice(`${prefix}_type`, ["share", "count"]);
    if (type === null) return null;
    if (type === "share") {
      const bp = this.percentBp(`${prefix}_n`);
      return bp === null ? null : { type, bp };
    }
    const atMostMissed = this.whole(`${prefix}_n`);
    return atMostMissed === null ? null : { type, atMostMissed };
  }
}

export type ReadForm = { readonly ok: true; readonly obligation: Obligation } | { readonly ok: false; readonly faults: readonly FieldFault[] };

/** The obligation that a form means, under its key, or every field that keeps it from meaning one. What its terms may be is the domain's affair. */
export function readObligation(raw: RawFields, key: string): ReadForm {
  const r = new FieldReader(raw);
  const kind = r.choice("kind", OBLIGATION_KINDS);
  const productId = r.required("product");
  const [en, ru] = [r.text("name_en"), r.text("name_ru")];
  const terms = kind && readTerms(r, kind);
  const target = r.threshold("target");
  const floor = r.text("floor_n") === "" ? undefined : r.threshold("floor");
  const weight = r.decimal("weight");
  const mode = r.choice("mode", MODES);
  const teamId = r.text("team");
  if (r.faults.length > 0 || !productId || !terms || !target || floor === null || !weight || !mode) return { ok: false, faults: r.faults };
  return {
    ok: true,
    obligation: { key, productId, name: { ...(en ? { en } : {}), ...(ru ? { ru } : {}) }, terms, target, ...(floor ? { floor } : {}), weight, mode, ...(teamId ? { teamId } : {}) },
  };
}

const given = <K extends string, V>(name: K, value: V | null | undefined | ""): { readonly [P in K]?: V } => (value === null || value === undefined || value === "" ? {} : ({ [name]: value } as { [P in K]: V }));

function readTerms(r: FieldReader, kind: ObligationKind): Terms | null {
  const calendar = r.choice("calendar", CALENDAR_SIDES);
  const acceptance = r.duration("acceptance");
  const missingMeasure = r.choice("missingMeasure", ["not_conforming", "left_out"]);
  const appliesTo = readFilters(r);
  const own = readOwnTerms(r, kind);
  if (!calendar || !acceptance || !missingMeasure || !own) return null;
  return { calendar, acceptance, missingMeasure, ...(appliesTo ? { appliesTo } : {}), ...own };
}

type WithoutCommon<T> = T extends Terms ? Omit<T, "calendar" | "acceptance" | "missingMeasure" | "appliesTo"> : never;

function readOwnTerms(r: FieldReader, kind: ObligationKind): WithoutCommon<Terms> | null {
  switch (kind) {
    case "timing": {
      const clocked = readClocked(r);
      const [start, rework] = [r.choice("start", ["requested", "input_complete"]), r.choice("rework", ["own_clock", "same_clock"])];
      const reworkDue = r.text("reworkDue_type") === "same" ? undefined : r.due("reworkDue");
      const seasons = readSeasons(r, dueSeason);
      return clocked && start && rework ? { kind, start, ...clocked, rework, ...given("reworkDue", reworkDue), ...given("seasons", seasons) } : null;
    }
    case "response": {
      const clocked = readClocked(r);
      const seasons = readSeasons(r, dueSeason);
      return clocked ? { kind, ...clocked, ...given("seasons", seasons) } : null;
    }
    case "frequency": {
      const [rrule, dtstart, at] = [readRule(r), r.required("dtstart"), r.clock("at")];
      const adjust = r.choice("adjust", ["preceding", "following", "none"]);
      const [windowBefore, windowAfter, afterInput] = [r.duration("windowBefore"), r.duration("windowAfter"), r.optionalDuration("afterInput")];
      const seasons = readSeasons(r, scheduleSeason);
      return rrule && dtstart && at && adjust && windowBefore && windowAfter ? { kind, rrule, dtstart, at, adjust, windowBefore, windowAfter, ...given("afterInput", afterInput), ...given("seasons", seasons) } : null;
    }
    case "quality": {
      if (r.choice("quality", ["returns", "measure"]) !== "measure") return { kind };
      const [name, atMost] = [r.required("measure_name"), r.decimal("measure_atMost")];
      return name && atMost ? { kind, measure: { name, atMost } } : null;
    }
    case "completeness": {
      if (r.choice("rule", ["share", "checklist"]) === "checklist") return { kind, rule: { type: "checklist", parts: r.lines("rule_parts") } };
      const atLeastBp = r.percentBp("rule_share");
      return atLeastBp === null ? null : { kind, rule: { type: "share", atLeastBp } };
    }
    case "format":
      return readFormat(r);
  }
}

function readFormat(r: FieldReader): WithoutCommon<Terms> | null {
  const kind = "format";
  const type = r.choice("rule", ["field", "file_types", "glob", "template"]);
  switch (type) {
    case "field": {
      const name = r.required("rule_name");
      return name ? { kind, rule: { type, name, values: r.lines("rule_values") } } : null;
    }
    case "file_types":
      return { kind, rule: { type, types: r.lines("rule_types") } };
    case "glob": {
      const pattern = r.required("rule_pattern");
      return pattern ? { kind, rule: { type, pattern } } : null;
    }
    case "template": {
      const template = r.required("rule_template");
      return template ? { kind, rule: { type, template } } : null;
    }
    case null:
      return null;
  }
}

function readClocked(r: FieldReader) {
  const [due, grace] = [r.due("due"), r.optionalDuration("grace")];
  const cutOff = r.text("cutOff") === "" ? undefined : r.clock("cutOff");
  const volume = readVolume(r);
  const pauseReasons = [...r.all("pauseReasons"), ...r.lines("otherReasons")];
  return due && { due, ...given("grace", grace), ...given("cutOff", cutOff), pauseReasons: [...new Set(pauseReasons)], ...given("volume", volume) };
}

/** Absent where no number of requests was typed. */
function readVolume(r: FieldReader): VolumeBand | null | undefined {
  if (r.text("volume_upTo") === "") return undefined;
  const [upTo, due] = [r.whole("volume_upTo"), r.due("volume")];
  return upTo === null || due === null ? null : { upTo, due };
}

/** Rows of which one end at least was typed; none leaves the terms as they are without seasons. */
function readSeasons<S>(r: FieldReader, read: (r: FieldReader, prefix: string, ends: { readonly from: string; readonly to: string }) => S | null): readonly S[] | null {
  const seasons: S[] = [];
  for (let i = 0; i < MOST_SEASONS; i++) {
    const prefix = `season_${i}`;
    if (r.text(`${prefix}_first`) === "" && r.text(`${prefix}_last`) === "") continue;
    const [from, to] = [r.required(`${prefix}_first`), r.required(`${prefix}_last`)];
    const season = read(r, prefix, { from: from ?? "", to: to ?? "" });
    if (season && from && to) seasons.push(season);
  }
  return seasons.length > 0 ? seasons : null;
}

function dueSeason(r: FieldReader, prefix: string, ends: { readonly from: string; readonly to: string }): DueSeason | null {
  const due = r.due(prefix);
  return due && { ...ends, due };
}

function scheduleSeason(r: FieldReader, prefix: string, ends: { readonly from: string; readonly to: string }): ScheduleSeason | null {
  const [rrule, at] = [r.required(`${prefix}_rrule`), r.clock(`${prefix}_at`)];
  return rrule && at ? { ...ends, rrule, at } : null;
}

function readFilters(r: FieldReader): Record<string, readonly string[]> | null {
  const filters: Record<string, readonly string[]> = {};
  for (let i = 0; i < MOST_FILTERS; i++) {
    const [name, values] = [r.text(`applies_${i}_name`), r.lines(`applies_${i}_values`)];
    if (name === "" && values.length === 0) continue;
    if (name === "") r.say(`applies_${i}_name`, "missing");
    else if (values.length === 0) r.say(`applies_${i}_values`, "missing");
    else if (Object.hasOwn(filters, name)) r.say(`applies_${i}_name`, "named_twice");
    else filters[name] = values;
  }
  return Object.keys(filters).length > 0 ? filters : null;
}
