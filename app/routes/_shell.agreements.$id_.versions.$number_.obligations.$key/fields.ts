import type { DayEnd, DueRule, DueSeason, Duration, Obligation, ObligationKind, ScheduleSeason, Terms, Threshold } from "#app/domain/agreement/terms.ts";
import { limitText } from "#app/domain/agreement/measure-limit.ts";
import type { Locale } from "#app/domain/names.ts";
import { scaledText } from "#app/format/number.ts";
import { FILTER_ROWS, PAUSE_REASONS, SEASON_ROWS } from "./form.ts";
import { scheduleFields } from "./schedule-form.ts";

/** What the fields of the form begin with: text as the reader writes it, lists for groups of checkboxes. */
export type FieldValues = Readonly<Record<string, string | readonly string[]>>;

/** An obligation as the form shows it; `readObligation` makes the same obligation of it. */
export function fieldsOf(obligation: Obligation, locale: Locale): FieldValues {
  const { terms, name } = obligation;
  return {
    kind: terms.kind, product: obligation.productId, name_en: name.en ?? "", name_ru: name.ru ?? "", weight: decimalIn(obligation.weight, locale), mode: obligation.mode, team: obligation.teamId ?? "",
    calendar: terms.calendar, missingMeasure: terms.missingMeasure,
    ...thresholdFields("target", obligation.target, locale), ...thresholdFields("floor", obligation.floor, locale), ...durationFields("acceptance", terms.acceptance, "working_days"),
    ...filterFields(terms.appliesTo), ...ownFields(terms, locale),
  };
}

export const decimalIn = (text: string, locale: Locale): string => (locale === "ru" ? text.replace(".", ",") : text);
const percentIn = (bp: number, locale: Locale): string => decimalIn(scaledText(bp, 2).replace(/\.?0+$/, ""), locale);

function thresholdFields(prefix: string, threshold: Threshold | undefined, locale: Locale): FieldValues {
  if (!threshold) return { [`${prefix}_n`]: "", [`${prefix}_type`]: "share" };
  return { [`${prefix}_n`]: threshold.type === "share" ? percentIn(threshold.bp, locale) : String(threshold.atMostMissed), [`${prefix}_type`]: threshold.type };
}

function durationFields(prefix: string, duration: Duration | undefined, unit: Duration["unit"], end: DayEnd = "eod"): FieldValues {
  return { [`${prefix}_n`]: duration ? String(duration.n) : "", [`${prefix}_unit`]: duration?.unit ?? unit, [`${prefix}_end`]: duration && "end" in duration ? duration.end : end };
}

function dueFields(prefix: string, rule: DueRule | undefined, absent: string): FieldValues {
  const duration = rule?.type === "within" ? rule.duration : rule?.type === "agreed_date" ? rule.fallback : undefined;
  const nth = rule?.type === "nth_workday" ? rule : null;
  return {
    [`${prefix}_type`]: rule?.type ?? absent, ...durationFields(prefix, duration, "working_days"),
    [`${prefix}_nth`]: nth ? String(Math.abs(nth.n)) : "", [`${prefix}_from`]: nth && nth.n < 0 ? "end" : "start", [`${prefix}_at`]: nth?.at ?? "",
  };
}

function filterFields(appliesTo: Terms["appliesTo"]): FieldValues {
  const filters = Object.entries(appliesTo ?? {});
  const rows = Array.from({ length: Math.max(FILTER_ROWS, filters.length + 1) }, (_, i) => filters[i] ?? (["", []] as const));
  return Object.fromEntries(rows.flatMap(([name, values], i) => [[`applies_${i}_name`, name], [`applies_${i}_values`, values.join("\n")]]));
}

function ownFields(terms: Terms, locale: Locale): FieldValues {
  switch (terms.kind) {
    case "timing":
      return { start: terms.start, ...clockedFields(terms), rework: terms.rework, ...dueFields("reworkDue", terms.reworkDue, "same") };
    case "response":
      return clockedFields(terms);
    case "frequency":
      return {
        ...scheduleFields(terms.rrule), dtstart: terms.dtstart, at: terms.at, adjust: terms.adjust,
        ...durationFields("windowBefore", terms.windowBefore, "calendar_days"), ...durationFields("windowAfter", terms.windowAfter, "working_hours"), ...durationFields("afterInput", terms.afterInput, "working_days"),
        ...seasonFields(terms.seasons, (season: ScheduleSeason | undefined, prefix) => ({ [`${prefix}_rrule`]: season?.rrule ?? "", [`${prefix}_at`]: season?.at ?? "" })),
      };
    case "quality":
      return { quality: terms.measure ? "measure" : "returns", measure_name: terms.measure?.name ?? "", measure_atMost: terms.measure ? decimalIn(limitText(terms.measure.atMost), locale) : "" };
    case "completeness":
      return { rule: terms.rule.type, rule_share: terms.rule.type === "share" ? percentIn(terms.rule.atLeastBp, locale) : "", rule_parts: terms.rule.type === "checklist" ? terms.rule.parts.join("\n") : "" };
    case "format": {
      const { rule } = terms;
      return {
        rule: rule.type, rule_name: rule.type === "field" ? rule.name : "", rule_values: rule.type === "field" ? rule.values.join("\n") : "", rule_types: rule.type === "file_types" ? rule.types.join("\n") : "",
        rule_pattern: rule.type === "glob" ? rule.pattern : "", rule_template: rule.type === "template" ? rule.template : "",
      };
    }
  }
}

function clockedFields(terms: Extract<Terms, { kind: "timing" | "response" }>): FieldValues {
  const known = terms.pauseReasons.filter((reason) => PAUSE_REASONS.some((one) => one === reason));
  const others = terms.pauseReasons.filter((reason) => !known.includes(reason));
  return { ...dueFields("due", terms.due, "within"), ...durationFields("grace", terms.grace, "working_hours"), cutOff: terms.cutOff ?? "", volume_upTo: terms.volume ? String(terms.volume.upTo) : "", ...dueFields("volume", terms.volume?.due, "within"), pauseReasons: known, otherReasons: others.join("\n"), ...seasonFields(terms.seasons, (season: DueSeason | undefined, prefix) => dueFields(prefix, season?.due, "within")) };
}

/** A row for each season and an empty one. */
function seasonFields<S extends { readonly from: string; readonly to: string }>(seasons: readonly S[] | undefined, own: (season: S | undefined, prefix: string) => FieldValues): FieldValues {
  const rows = Array.from({ length: (seasons?.length ?? 0) + SEASON_ROWS }, (_, i) => seasons?.[i]);
  return Object.assign({}, ...rows.map((season, i) => ({ [`season_${i}_first`]: season?.from ?? "", [`season_${i}_last`]: season?.to ?? "", ...own(season, `season_${i}`) }))) as FieldValues;
}

export interface NewObligationDefaults {
  readonly kind: ObligationKind;
  readonly productId: string;
  readonly dayEnd: DayEnd;
  /** First date of a schedule. */
  readonly from: string;
}

/** What a new obligation begins with: usual terms, observed first, and nothing typed where only people know. */
export function newFields({ kind, productId, dayEnd, from }: NewObligationDefaults, locale: Locale): FieldValues {
  const common = { calendar: "provider", acceptance: { unit: "working_days", n: 5, end: dayEnd }, missingMeasure: "not_conforming" } as const;
  const within = (n: number, unit: "working_days" | "working_hours"): DueRule => ({ type: "within", duration: unit === "working_days" ? { unit, n, end: dayEnd } : { unit, n } });
  const terms: Record<ObligationKind, Terms> = {
    timing: { kind: "timing", ...common, start: "requested", due: within(3, "working_days"), pauseReasons: ["client_input"], rework: "own_clock" },
    response: { kind: "response", ...common, due: within(4, "working_hours"), pauseReasons: [] },
    frequency: {
      kind: "frequency", ...common, rrule: "FREQ=MONTHLY;BYMONTHDAY=5", dtstart: from, at: "18:00", adjust: "following",
      windowBefore: { unit: "calendar_days", n: 3, end: "snap" }, windowAfter: { unit: "working_hours", n: 1 },
    },
    quality: { kind: "quality", ...common },
    completeness: { kind: "completeness", ...common, rule: { type: "share", atLeastBp: 9800 } },
    format: { kind: "format", ...common, rule: { type: "file_types", types: [] } },
  };
  return fieldsOf({ key: "", productId, name: {}, terms: terms[kind], target: { type: "share", bp: 9500 }, floor: { type: "share", bp: 8500 }, weight: "1", mode: "observe" }, locale);
}
