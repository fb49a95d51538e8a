import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Obligation, Terms } from "#app/domain/agreement/terms.ts";
import { fieldsOf, type FieldValues } from "#app/routes/_shell.agreements.$id_.versions.$number_.obligations.$key/fields.ts";
import { readObligation, type RawFields } from "#app/routes/_shell.agreements.$id_.versions.$number_.obligations.$key/form.ts";
import { rawOf } from "#app/routes/_shell.agreements.$id_.versions.$number_.obligations.$key/open-editor.server.ts";

/** The fields as a browser sends them: line ends as CRLF, a list as several of one name, nothing for an empty group. */
function sent(fields: FieldValues): RawFields {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat() as string[]) form.append(name, one.replaceAll("\n", "\r\n"));
  return rawOf(form);
}

const word = fc.stringMatching(/^[a-zA-Zа-яё0-9][a-zа-яё0-9 ;,.:()_-]{0,14}[a-zа-яё0-9]$/u);
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 3 });
const n = fc.integer({ min: 1, max: 400 });
const duration = fc.oneof(
  fc.record({ unit: fc.constantFrom("working_minutes", "working_hours", "elapsed_days"), n }),
  fc.record({ unit: fc.constantFrom("working_days", "calendar_days"), n, end: fc.constantFrom("snap", "eod") }),
);
const clock = fc.constantFrom("00:00", "09:30", "18:00", "24:00");
const due = fc.oneof(
  fc.record({ type: fc.constant("within"), duration }),
  fc.record({ type: fc.constant("agreed_date"), fallback: duration }),
  fc.record({ type: fc.constant("nth_workday"), n: fc.constantFrom(1, 5, 23, -1, -3), at: clock }),
);
const common = { calendar: fc.constantFrom("provider", "client", "both"), acceptance: duration, missingMeasure: fc.constantFrom("not_conforming", "left_out") };
const commonOptions = { appliesTo: fc.dictionary(word.filter((name) => name !== "__proto__"), words, { minKeys: 1, maxKeys: 5, noNullPrototype: true }) };
const reasons = fc.tuple(fc.shuffledSubarray(["client_input", "client_approval", "third_party"]), fc.uniqueArray(word, { maxLength: 2 })).map(([known, others]) => [...known, ...others]);
const clocked = { due, pauseReasons: reasons };
const ends = fc.constantFrom({ from: "12-15", to: "01-15" }, { from: "2026-07-01", to: "2026-08-31" });
const dueSeasons = fc.array(fc.tuple(ends, due).map(([season, rule]) => ({ ...season, due: rule })), { minLength: 1, maxLength: 3 });
const clockedOptions = { ...commonOptions, grace: duration, cutOff: clock, seasons: dueSeasons };
const kind = (name: string) => ({ kind: fc.constant(name), ...common });
const with_ = (required: object, optional: object) => fc.record({ ...required, ...optional } as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: Object.keys(required) });
const rrule = fc.constantFrom("FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,MO", "FREQ=MONTHLY;BYMONTHDAY=5,-1", "FREQ=MONTHLY;INTERVAL=3;BYMONTH=1,7;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8", "FREQ=MONTHLY;COUNT=12", "FREQ=DAILY;UNTIL=20271231");
const limit = fc.constantFrom("0", "2", "0.50", "12.125");
const terms = fc.oneof(
  with_({ ...kind("timing"), ...clocked, start: fc.constantFrom("requested", "input_complete"), rework: fc.constantFrom("own_clock", "same_clock") }, { ...clockedOptions, reworkDue: due }),
  with_({ ...kind("response"), ...clocked }, clockedOptions),
  with_({ ...kind("frequency"), rrule, dtstart: fc.constant("2026-07-01"), at: clock, adjust: fc.constantFrom("preceding", "following", "none"), windowBefore: duration, windowAfter: duration }, { ...commonOptions, afterInput: duration, seasons: fc.array(fc.tuple(ends, rrule, clock).map(([season, rule, time]) => ({ ...season, rrule: rule, at: time })), { minLength: 1, maxLength: 3 }) }),
  with_(kind("quality"), { ...commonOptions, measure: fc.record({ name: word, atMost: limit }) }),
  with_({ ...kind("completeness"), rule: fc.oneof(fc.record({ type: fc.constant("share"), atLeastBp: fc.integer({ min: 1, max: 10_000 }) }), fc.record({ type: fc.constant("checklist"), parts: words })) }, commonOptions),
  with_(
    {
      ...kind("format"),
      rule: fc.oneof(
        fc.record({ type: fc.constant("field"), name: word, values: words }),
        fc.record({ type: fc.constant("file_types"), types: words }),
        fc.record({ type: fc.constant("glob"), pattern: fc.constantFrom("*.pdf", "a?_*.xlsx") }),
        fc.record({ type: fc.constant("template"), template: word }),
      ),
    },
    commonOptions,
  ),
) as fc.Arbitrary<unknown> as fc.Arbitrary<Terms>;
const threshold = fc.oneof(fc.record({ type: fc.constant("share" as const), bp: fc.integer({ min: 0, max: 10_000 }) }), fc.record({ type: fc.constant("count" as const), atMostMissed: fc.nat(1000) }));
const obligation = fc.record(
  { key: fc.constant("A-B/x"), productId: fc.constant("p1"), name: fc.record({ en: word, ru: word }, { requiredKeys: ["en"] }), terms, target: threshold, weight: fc.constantFrom("1", "0.5", "2.50", "10"), mode: fc.constantFrom("observe" as const, "trial" as const, "paid" as const), floor: threshold, teamId: fc.constant("t1") },
  { requiredKeys: ["key", "productId", "name", "terms", "target", "weight", "mode"] },
) as fc.Arbitrary<Obligation>;

test("an obligation comes back from the form as it went in, in both languages", () => {
  fc.assert(
    fc.property(obligation, fc.constantFrom("en" as const, "ru" as const), (given, locale) => {
      expect(readObligation(sent(fieldsOf(given, locale)), given.key)).toEqual({ ok: true, obligation: given });
    }),
    { numRuns: 400 },
  );
});

describe("what was typed and cannot be read is said at its field", () => {
  const base = fieldsOf(
    {
      key: "k", productId: "p", name: { en: "A" }, target: { type: "share", bp: 9500 }, weight: "1", mode: "observe",
      terms: { kind: "timing", calendar: "provider", acceptance: { unit: "working_days", n: 5, end: "eod" }, missingMeasure: "not_conforming", start: "requested", due: { type: "within", duration: { unit: "working_hours", n: 4 } }, pauseReasons: [], rework: "own_clock" },
    },
    "en",
  );
  test.each<[string, Record<string, string>, string, string]>([
    ["no product", { product: "" }, "product", "missing"],
    ["a kind that does not exist", { kind: "speed" }, "kind", "notAChoice"],
    ["a share in words", { target_n: "most" }, "target_n", "notANumber"],
    ["half a working hour", { due_n: "0.5" }, "due_n", "notAWhole"],
    ["an unknown unit", { due_unit: "moons" }, "due_unit", "notAChoice"],
    ["no amount", { acceptance_n: " " }, "acceptance_n", "missing"],
    ["a time in words", { cutOff: "noon" }, "cutOff", "bad_time"],
    ["a weight in words", { weight: "heavy" }, "weight", "notANumber"],
    ["values without an attribute", { applies_0_values: "high" }, "applies_0_name", "missing"],
    ["an attribute without values", { applies_0_name: "priority" }, "applies_0_values", "missing"],
    ["an attribute twice", { applies_0_name: "a", applies_0_values: "x", applies_1_name: "a", applies_1_values: "y" }, "applies_1_name", "named_twice"],
    ["a working day without a time", { due_type: "nth_workday", due_nth: "5", due_at: "" }, "due_at", "missing"],
  ])("%s", (_name, over, field, code) => expect(readObligation({ ...base, ...over } as RawFields, "k")).toEqual({ ok: false, faults: [{ field, code }] }));

  test("all at once", () => {
    const found = readObligation({ ...base, product: "", weight: "x", due_n: "" } as RawFields, "k");
    expect(found.ok ? [] : found.faults.map(({ field }) => field).sort()).toEqual(["due_n", "product", "weight"]);
  });
});
