import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkObligation, type TextBook } from "#app/domain/agreement/check-agreement-text.ts";
import { MOST_SEASONS } from "#app/domain/agreement/season.ts";
import type { FrequencyTerms, Obligation, ResponseTerms, Terms, TimingTerms } from "#app/domain/agreement/terms.ts";
import { evaluateOccurrences } from "#app/domain/evaluation/evaluate-occurrences.ts";
import { expandOccurrences } from "#app/domain/evaluation/occurrences.ts";
import { dueOfRequest } from "#app/domain/evaluation/request-due.ts";
import { obligationConditions } from "#app/format/obligation-sentence.ts";
import { evaluate, moscow, office, type Told } from "#test/support/task-events.ts";

const COMMON = { calendar: "provider", acceptance: { unit: "working_days", n: 5, end: "snap" }, missingMeasure: "not_conforming" } as const;
const days = (n: number) => ({ type: "within", duration: { unit: "working_days", n, end: "eod" } }) as const;
const timing: TimingTerms = { kind: "timing", ...COMMON, start: "requested", due: days(3), pauseReasons: [], rework: "own_clock", seasons: [{ from: "03-16", to: "03-20", due: days(5) }] };
const response: ResponseTerms = { kind: "response", ...COMMON, due: days(1), pauseReasons: [], seasons: timing.seasons! };
const monthly: FrequencyTerms = {
  kind: "frequency", ...COMMON, rrule: "FREQ=MONTHLY;BYMONTHDAY=5", dtstart: "2026-01-01", at: "12:00", adjust: "following", windowBefore: { unit: "working_hours", n: 2 }, windowAfter: { unit: "working_hours", n: 2 },
  seasons: [{ from: "07-01", to: "08-31", rrule: "FREQ=MONTHLY;BYMONTHDAY=10", at: "15:00" }],
};

describe("a request made in a season", () => {
  const dueAt = (terms: Terms, requested: string, ...more: Told[]) => evaluate(terms, [["requested", requested], ...more], "03-30 10:00").filter((verdict) => verdict.carry === 0).map((verdict) => verdict.dueAt);
  test.each<[string, Terms, string, string]>([
    ["the day before it: the usual term", timing, "03-13 17:00", "03-18 18:00"],
    ["its first day", timing, "03-16 00:00", "03-23 18:00"],
    ["its last day", timing, "03-20 23:59", "03-27 18:00"],
    ["the day after it", timing, "03-21 00:00", "03-25 18:00"],
    ["an answer too", response, "03-17 10:00", "03-24 18:00"],
  ])("%s", (_, terms, requested, expected) => expect(dueAt(terms, requested)[0]).toBe(moscow(expected)));

  test("a cut-off moves the start, not the season", () => {
    expect(dueAt({ ...timing, cutOff: "15:00" }, "03-13 17:00")[0]).toBe(moscow("03-19 18:00"));
  });
  test("returned after it, it is due again in the term that it had", () => {
    expect(dueAt(timing, "03-20 10:00", ["delivered", "03-24 10:00"], ["returned", "03-25 10:00", { criterion: "quality" }])).toEqual([moscow("03-27 18:00"), moscow("04-01 18:00")]);
  });
  test("the preview says the same, and the explanation names the season", () => {
    for (const requested of ["03-13 17:00", "03-16 10:00", "03-20 12:00"]) expect(dueOfRequest(timing, office, moscow(requested))?.due).toBe(dueAt(timing, requested)[0]);
    expect(evaluate(timing, [["requested", "03-17 10:00"]], "03-18 10:00", { explain: true })[0]!.reasons).toContainEqual({ code: "season", facts: { date: "2026-03-17" } });
  });
});

describe("deliveries planned in a season", () => {
  const dates = (terms: FrequencyTerms, from = "2026-05-01", to = "2026-11-01") => expandOccurrences(terms, office, from, to).map((one) => `${one.date} ${one.scheduledDate.slice(5)}`);
  test("its schedule takes the place of the usual one", () => {
    expect(dates(monthly)).toEqual(["2026-05-05 05-05", "2026-06-05 06-05", "2026-07-10 07-10", "2026-08-10 08-10", "2026-09-05 09-07", "2026-10-05 10-05"]);
    expect(expandOccurrences(monthly, office, "2026-07-01", "2026-08-01")[0]!.scheduledAt).toBe(moscow("07-10 15:00"));
  });
  test("the scheduled date decides, not the date of the rule", () => {
    // 31 May is a Sunday: it is scheduled for 1 June, in the season that begins then.
    const last: FrequencyTerms = { ...monthly, rrule: "FREQ=MONTHLY;BYMONTHDAY=-1", seasons: [{ from: "06-01", to: "06-30", rrule: "FREQ=MONTHLY;BYMONTHDAY=15", at: "12:00" }] };
    expect(dates(last, "2026-05-01", "2026-08-01")).toEqual(["2026-06-15 06-15", "2026-07-31 07-31"]);
  });
  test("its explanation names the season", () => {
    const judged = evaluateOccurrences({ obligation: { terms: monthly }, calendar: office, zone: "Europe/Moscow", asOf: moscow("06-30 10:00"), validFrom: "2026-06-01", validTo: null, until: "2026-08-01", deliveries: [] });
    expect(judged.map((one) => one.verdict.reasons.some((reason) => reason.code === "season"))).toEqual([false, true]);
  });
  test("no date comes twice, and each is of the schedule of its day", () => {
    const md = fc.constantFrom("01-10", "03-01", "06-15", "09-30", "12-20");
    const rules = fc.constantFrom("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,SA", "FREQ=MONTHLY;BYMONTHDAY=1,-1", "FREQ=MONTHLY;BYDAY=2FR");
    fc.assert(
      fc.property(md, md, rules, rules, fc.constantFrom("preceding" as const, "following" as const, "none" as const), (from, to, rrule, seasonal, adjust) => {
        const terms: FrequencyTerms = { ...monthly, rrule, adjust, seasons: [{ from, to, rrule: seasonal, at: "15:00" }] };
        const { seasons: _none, ...usual } = terms;
        const found = expandOccurrences(terms, office, "2026-01-01", "2027-01-01");
        expect(new Set(found.map((one) => one.date)).size).toBe(found.length);
        const inside = (date: string) => (from <= to ? date.slice(5) >= from && date.slice(5) <= to : date.slice(5) >= from || date.slice(5) <= to);
        const expected = [...expandOccurrences(usual, office, "2026-01-01", "2027-01-01").filter((one) => !inside(one.scheduledDate)), ...expandOccurrences({ ...usual, rrule: seasonal, at: "15:00" }, office, "2026-01-01", "2027-01-01").filter((one) => inside(one.scheduledDate))];
        expect(new Set(found.map((one) => `${one.date} ${one.scheduledAt}`))).toEqual(new Set(expected.map((one) => `${one.date} ${one.scheduledAt}`)));
      }),
      { numRuns: 40 },
    );
  });
});

describe("what may be promised", () => {
  const book: TextBook = { productProviders: new Map([["p", "a"]]), providerIds: new Set(["a"]), teamIds: new Set() };
  const faults = (terms: Terms) => checkObligation({ key: "k", productId: "p", name: { en: "X" }, terms, target: { type: "share", bp: 9500 }, weight: "1", mode: "paid" } satisfies Obligation, book).map((fault) => `${fault.code} ${fault.path.slice("obligations.k.terms.".length)}`);
  const with_ = (...seasons: NonNullable<TimingTerms["seasons"]>) => ({ ...timing, seasons });
  test.each<[string, Terms, string[]]>([
    ["as above", timing, []],
    ["a schedule too", monthly, []],
    ["two apart", with_({ from: "12-15", to: "01-15", due: days(5) }, { from: "01-16", to: "02-01", due: days(4) }), []],
    ["two that share a day", with_({ from: "12-15", to: "01-15", due: days(5) }, { from: "01-15", to: "02-01", due: days(4) }), ["season_overlap seasons.1.from"]],
    ["one reversed", with_({ from: "2026-02-01", to: "2026-01-01", due: days(5) }), ["season_reversed seasons.0.from"]],
    ["no date", with_({ from: "13-01", to: "01-01", due: days(5) }), ["bad_season seasons.0.from"]],
    ["no term", with_({ from: "12-15", to: "01-15", due: days(0) }), ["amount_not_positive seasons.0.due"]],
    ["a rule that counts", { ...monthly, seasons: [{ from: "07-01", to: "08-31", rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", at: "12:00" }] }, ["season_rule seasons.0.rrule"]],
    ["a rule that never fires", { ...monthly, seasons: [{ from: "07-01", to: "08-31", rrule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", at: "25:00" }] }, ["bad_recurrence seasons.0.rrule", "bad_time seasons.0.at"]],
    ["too many", with_(...Array.from({ length: MOST_SEASONS + 1 }, (_, i) => ({ from: `2026-01-${String(i + 1).padStart(2, "0")}`, to: `2026-01-${String(i + 1).padStart(2, "0")}`, due: days(2) }))), ["above_most seasons"]],
  ])("%s", (_, terms, expected) => expect(faults(terms)).toEqual(expected));
});

test("the conditions say each season in both languages", () => {
  const spoken = (terms: Terms) => ({ product: "X", terms, target: { type: "share", bp: 9500 }, weight: "1", mode: "paid", calendars: { provider: "C", client: null } }) as const;
  const plain = (text: string) => text.replaceAll("\u00a0", " ");
  const said = (terms: Terms, locale: "en" | "ru") => obligationConditions(spoken(terms), locale).map(plain);
  const winter: TimingTerms = { ...timing, seasons: [{ from: "12-15", to: "01-15", due: days(5) }, { from: "2027-07-01", to: "2027-07-31", due: days(4) }] };
  expect(said(winter, "en")).toContain("For requests made each year from 15 December to 15 January: within 5 working days (to the end of the day) of the request; for requests made from 1 July 2027 to 31 July 2027: within 4 working days (to the end of the day) of the request.");
  expect(said(monthly, "en").some((text) => text.startsWith("Each year from 1 July to 31 August:") && text.endsWith("by 15:00."))).toBe(true);
  expect(said(winter, "ru").some((text) => text.startsWith("Для заявок, поданных ежегодно с 15 декабря по 15 января: за 5 рабочих дней"))).toBe(true);
  expect(said(monthly, "ru").some((text) => text.startsWith("Ежегодно с 1 июля по 31 августа:"))).toBe(true);
});
