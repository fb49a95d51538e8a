import { z } from "zod";
import { limitText } from "#app/domain/agreement/measure-limit.ts";
import { isDecimal } from "#app/domain/decimal/rational.ts";
import { DEPUTY_SCOPES } from "#app/domain/access/actor.ts";
import { LOCALES } from "#app/domain/names.ts";
import { CALENDAR_SIDES, DAY_ENDS, MODES, OBLIGATION_KINDS, PRODUCT_KINDS } from "#app/domain/agreement/terms.ts";
import type { Terms } from "#app/domain/agreement/terms.ts";

/**
 * The setup file (YAML or JSON): calendars, departments, people, products and agreements by their
 * codes, as a company brings them before go-live. Terms left out take the organisation's defaults,
 * which are copied into the version, so that a later setting changes no signed text.
 */
const names = z.union([z.string().min(1).transform((text) => ({ en: text })), z.strictObject({ en: z.string().optional(), ru: z.string().optional() })]);
/** Words in one language, or in both. */
const wording = z.union([z.string(), z.strictObject({ en: z.string().min(1), ru: z.string().min(1) })]);
const code = z.string().trim().min(1).max(80);
const day = z.iso.date();
const decimal = z.union([z.string().regex(/^\d{1,9}(\.\d{1,6})?$/), z.number().nonnegative().transform(String)]);
const clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
const positive = z.number().int().positive();

const duration = z.discriminatedUnion("unit", [
  z.strictObject({ unit: z.literal("working_minutes"), n: positive }),
  z.strictObject({ unit: z.literal("working_hours"), n: positive }),
  z.strictObject({ unit: z.literal("working_days"), n: positive, end: z.enum(DAY_ENDS).optional() }),
  z.strictObject({ unit: z.literal("calendar_days"), n: positive, end: z.enum(DAY_ENDS).optional() }),
  z.strictObject({ unit: z.literal("elapsed_days"), n: positive }),
]);
const dueRule = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("within"), duration }),
  z.strictObject({ type: z.literal("nth_workday"), n: z.number().int(), at: clock }),
  z.strictObject({ type: z.literal("agreed_date"), fallback: duration }),
]);
/** Exact from here on: a number of YAML is the decimal that it was written as. */
const limit = z.union([z.string(), z.number()]).transform(limitText).refine((text) => isDecimal(text), "decimal");
const percent = z.number().min(0).max(100);
const threshold = z.union([
  percent.transform((pct) => ({ type: "share" as const, bp: Math.round(pct * 100) })),
  z.strictObject({ atMostMissed: z.number().int().nonnegative() }).transform((count) => ({ type: "count" as const, ...count })),
]);

/** `MM-DD` each year, `YYYY-MM-DD` once. */
const seasonEnd = z.string().regex(/^(\d{4}-)?\d{2}-\d{2}$/);

const terms = z.strictObject({
  calendar: z.enum(CALENDAR_SIDES).default("provider"),
  acceptance: duration.optional(),
  missingMeasure: z.enum(["not_conforming", "left_out"]).default("not_conforming"),
  appliesTo: z.record(z.string(), z.array(z.string())).optional(),
  start: z.enum(["requested", "input_complete"]).default("requested"),
  due: dueRule.optional(),
  grace: duration.optional(),
  cutOff: clock.optional(),
  pauseReasons: z.array(z.string()).default([]),
  rework: z.enum(["own_clock", "same_clock"]).default("own_clock"),
  reworkDue: dueRule.optional(),
  rrule: z.string().optional(),
  dtstart: day.optional(),
  at: clock.optional(),
  adjust: z.enum(["preceding", "following", "none"]).default("none"),
  windowBefore: duration.optional(),
  windowAfter: duration.optional(),
  afterInput: duration.optional(),
  volume: z.strictObject({ upTo: positive, due: dueRule }).optional(),
  seasons: z.array(z.strictObject({ from: seasonEnd, to: seasonEnd, due: dueRule.optional(), rrule: z.string().optional(), at: clock.optional() })).min(1).optional(),
  measure: z.strictObject({ name: z.string().min(1), atMost: limit }).optional(),
  rule: z
    .discriminatedUnion("type", [
      z.strictObject({ type: z.literal("share"), atLeast: percent }),
      z.strictObject({ type: z.literal("checklist"), parts: z.array(z.string()).min(1) }),
      z.strictObject({ type: z.literal("field"), name: z.string(), values: z.array(z.string()).min(1) }),
      z.strictObject({ type: z.literal("file_types"), types: z.array(z.string()).min(1) }),
      z.strictObject({ type: z.literal("glob"), pattern: z.string() }),
      z.strictObject({ type: z.literal("template"), template: z.string() }),
    ])
    .optional(),
});

const obligation = z.strictObject({
  key: code,
  product: code,
  kind: z.enum(OBLIGATION_KINDS),
  name: names,
  terms,
  target: threshold,
  floor: threshold.optional(),
  weight: decimal.default("1"),
  mode: z.enum(MODES).default("paid"),
  team: code.optional(),
});

const interval = z.tuple([clock, clock]);
const calendarSpec = z.strictObject({
  tz: z.string().min(1),
  weekly: z.partialRecord(z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), z.array(interval)),
  holidays: z.array(day).optional(),
  special: z.record(day, z.array(interval)).optional(),
  names: z.record(day, names).optional(),
});

export const setupSchema = z.strictObject({
  organisation: z
    .strictObject({
      name: names,
      country: z.string().length(2).default("RU"),
      currency: z.string().length(3).default("RUB"),
      minorDigits: z.number().int().min(0).max(4).default(2),
      dayEnd: z.enum(DAY_ENDS).optional(),
      payPeriod: z.enum(["month", "quarter"]).default("quarter"),
      firstPeriod: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
    })
    .optional(),
  calendars: z.array(z.strictObject({ code, name: names, spec: calendarSpec })).default([]),
  departments: z
    .array(z.strictObject({ code, name: names, parent: code.optional(), team: z.boolean().default(false), calendar: code.optional() }))
    .default([]),
  people: z
    .array(
      z.strictObject({
        personnelNumber: z.string().min(1),
        surname: z.string().min(1),
        givenName: z.string().min(1),
        patronymic: z.string().optional(),
        email: z.email().optional(),
        locale: z.enum(LOCALES).default("en"),
        department: code,
        position: names,
        from: day,
        to: day.optional(),
        fte: decimal.default("1"),
        post: z.enum(["head", "deputy"]).optional(),
        /** What a deputy may do for the head; left out: everything but pay. */
        scope: z.array(z.enum(DEPUTY_SCOPES)).optional(),
      }),
    )
    .default([]),
  groups: z.array(z.strictObject({ code, name: names, members: z.array(code), from: day })).default([]),
  products: z.array(z.strictObject({ code, provider: code, kind: z.enum(PRODUCT_KINDS).default("work"), name: names })).default([]),
  agreements: z
    .array(
      z.strictObject({
        code,
        provider: code,
        client: z.union([z.strictObject({ department: code }), z.strictObject({ group: code }), z.literal("everyone")]),
        weight: decimal.optional(),
        versions: z
          .array(
            z.strictObject({
              from: day,
              to: day.optional(),
              purpose: names.optional(),
              obligations: z.array(obligation).min(1),
              inputs: z.array(z.strictObject({ key: code, name: names, product: code.optional(), due: wording, completeness: wording.optional() })).default([]),
            }),
          )
          .min(1),
      }),
    )
    .default([]),
});

export type Setup = z.output<typeof setupSchema>;
export type SetupObligation = Setup["agreements"][number]["versions"][number]["obligations"][number];
export type SetupTerms = SetupObligation["terms"];

type LooseDuration = z.output<typeof duration>;
type LooseDue = z.output<typeof dueRule>;

/** Seasons, all of them complete; absent where the text has none, so that it stays the text that was signed. */
const given = <T>(name: "seasons", list: readonly (T | null)[] | undefined): { readonly seasons?: readonly T[] } => (list ? { [name]: list as readonly T[] } : {});

/** Terms as they are stored and signed, or the name of the term that is missing. */
export function completeTerms(found: SetupObligation, dayEnd: "snap" | "eod"): Terms | { missing: string } {
  const t = found.terms;
  const days = (d: LooseDuration) => ("end" in d || d.unit === "working_days" || d.unit === "calendar_days" ? { ...d, end: (d as { end?: "snap" | "eod" }).end ?? dayEnd } : d) as Terms["acceptance"];
  const due = (rule: LooseDue) =>
    rule.type === "within" ? { type: rule.type, duration: days(rule.duration) } : rule.type === "agreed_date" ? { type: rule.type, fallback: days(rule.fallback) } : rule;
  const common = {
    calendar: t.calendar,
    acceptance: days(t.acceptance ?? { unit: "working_days", n: 5 }),
    missingMeasure: t.missingMeasure,
    ...(t.appliesTo ? { appliesTo: t.appliesTo } : {}),
  };
  const dueSeasons = t.seasons?.map(({ from, to, due: rule }) => (rule ? { from, to, due: due(rule) } : null));
  const scheduleSeasons = t.seasons?.map(({ from, to, rrule, at }) => (rrule && at ? { from, to, rrule, at } : null));
  const volume = t.volume ? { volume: { upTo: t.volume.upTo, due: due(t.volume.due) } } : {};
  const grace = t.grace ? { grace: days(t.grace) } : {};
  const cutOff = t.cutOff ? { cutOff: t.cutOff } : {};
  switch (found.kind) {
    case "timing":
      if (!t.due) return { missing: "due" };
      if (dueSeasons?.includes(null)) return { missing: "seasons.due" };
      return {
        kind: "timing", ...common, start: t.start, due: due(t.due), ...grace, ...cutOff, pauseReasons: t.pauseReasons, rework: t.rework,
        ...(t.reworkDue ? { reworkDue: due(t.reworkDue) } : {}), ...volume, ...given("seasons", dueSeasons),
      };
    case "response":
      if (!t.due) return { missing: "due" };
      if (dueSeasons?.includes(null)) return { missing: "seasons.due" };
      return { kind: "response", ...common, due: due(t.due), ...grace, ...cutOff, pauseReasons: t.pauseReasons, ...volume, ...given("seasons", dueSeasons) };
    case "frequency":
      if (!t.rrule || !t.dtstart || !t.at) return { missing: !t.rrule ? "rrule" : !t.dtstart ? "dtstart" : "at" };
      if (scheduleSeasons?.includes(null)) return { missing: "seasons.rrule" };
      return {
        kind: "frequency", ...common, rrule: t.rrule, dtstart: t.dtstart, at: t.at, adjust: t.adjust,
        windowBefore: days(t.windowBefore ?? { unit: "calendar_days", n: 5, end: "snap" }),
        windowAfter: days(t.windowAfter ?? { unit: "working_hours", n: 1 }),
        ...(t.afterInput ? { afterInput: days(t.afterInput) } : {}), ...given("seasons", scheduleSeasons),
      };
    case "quality":
      return { kind: "quality", ...common, ...(t.measure ? { measure: t.measure } : {}) };
    case "completeness":
      if (t.rule?.type === "share") return { kind: "completeness", ...common, rule: { type: "share", atLeastBp: Math.round(t.rule.atLeast * 100) } };
      if (t.rule?.type === "checklist") return { kind: "completeness", ...common, rule: t.rule };
      return { missing: "rule" };
    case "format":
      if (!t.rule || t.rule.type === "share" || t.rule.type === "checklist") return { missing: "rule" };
      return { kind: "format", ...common, rule: t.rule };
  }
}
