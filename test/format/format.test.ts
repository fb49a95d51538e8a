import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Locale } from "#app/domain/names.ts";
import { formatDay, formatDayShort, formatPeriod, formatPeriodOf, formatWeekday } from "#app/format/date.ts";
import { deliveredSentence, dueSentence } from "#app/format/due.ts";
import { formatElapsedTime, formatWorkingTime } from "#app/format/duration.ts";
import {
  formatInstant,
  formatInstantExact,
  formatInstantNear,
  formatOffset,
} from "#app/format/instant.ts";
import { daysBetween, localTime } from "#app/format/local-time.ts";
import { formatAmount, formatAmountChange, formatMoney } from "#app/format/money.ts";
import { formatCount, formatDecimal, scaledText } from "#app/format/number.ts";
import {
  formatPercentBp,
  formatPercentBpShort,
  formatScoreBp,
  formatScoreChangeBp,
} from "#app/format/percent.ts";
import { countOf } from "#app/format/plural.ts";

/** Non-breaking spaces as `_`, so that the tables can be read. */
const seen = (text: string) => text.replaceAll("\u00a0", "_");
const H = 3_600_000;
const MIN = 60_000;
const RUB = { code: "RUB", digits: 2 };

describe("money", () => {
  it.each([
    [3_061_096, RUB, "30,610.96_₽", "30_610,96_₽"],
    [-123_050, RUB, "−1,230.50_₽", "−1_230,50_₽"],
    [0, RUB, "0.00_₽", "0,00_₽"],
    [5, RUB, "0.05_₽", "0,05_₽"],
    [-1_200, { code: "USD", digits: 2 }, "−$12.00", "−12,00_$"],
    [1_234_567, { code: "JPY", digits: 0 }, "¥1,234,567", "1_234_567_¥"],
    [1_234_567, { code: "KWD", digits: 3 }, "1,234.567_KWD", "1_234,567_KWD"],
    [9_007_199_254_740_991, RUB, "90,071,992,547,409.91_₽", "90_071_992_547_409,91_₽"],
  ] as const)("%i", (amount, currency, en, ru) => {
    expect(seen(formatMoney(amount, currency, "en"))).toBe(en);
    expect(seen(formatMoney(amount, currency, "ru"))).toBe(ru);
  });

  it("shows the sign of a change, and none of nothing", () => {
    expect(formatAmountChange(164_113, 2, "en")).toBe("+1,641.13");
    expect(formatAmountChange(-35, 2, "en")).toBe("−0.35");
    expect(formatAmountChange(0, 2, "ru")).toBe("0,00");
  });

  it("refuses what is no whole number of minor units", () => {
    expect(() => formatAmount(0.5, 2, "en")).toThrow(RangeError);
    expect(() => formatAmount(Number.NaN, 2, "en")).toThrow(RangeError);
  });

  it("can be read back exactly", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 4 }), (amount, digits) => {
        const text = formatAmount(amount, digits, "en").replaceAll(",", "").replace("−", "-");
        expect(Number(BigInt(text.replace(".", "")))).toBe(amount === 0 ? 0 : amount);
        expect(scaledText(amount, digits)).toBe(text);
      })
    );
  });
});

describe("percents, scores and counts", () => {
  it("have two decimals, or as many as they need in running text", () => {
    expect(seen(formatPercentBp(9_111, "en"))).toBe("91.11_%");
    expect(seen(formatPercentBp(9_111, "ru"))).toBe("91,11_%");
    expect(seen(formatPercentBpShort(9_500, "en"))).toBe("95_%");
    expect(seen(formatPercentBpShort(9_130, "ru"))).toBe("91,3_%");
    expect(seen(formatPercentBpShort(0, "en"))).toBe("0_%");
    expect(seen(formatPercentBpShort(10_000, "en"))).toBe("100_%");
    expect(formatScoreBp(9_502, "en")).toBe("95.02");
    expect(formatScoreChangeBp(120, "en")).toBe("+1.20");
    expect(formatScoreChangeBp(-35, "ru")).toBe("−0,35");
    expect(formatScoreChangeBp(0, "en")).toBe("0.00");
  });
  it("group by threes", () => {
    expect([0, 999, 1_000, 12_400, 1_000_000].map((n) => formatCount(n, "en"))).toEqual([
      "0",
      "999",
      "1,000",
      "12,400",
      "1,000,000",
    ]);
    expect(seen(formatCount(-12_400, "ru"))).toBe("−12_400");
  });
  it("keep the digits of an exact decimal", () => {
    expect(formatDecimal("0.8000", "ru")).toBe("0,8000");
    expect(formatDecimal("-0.00", "en")).toBe("0.00");
    expect(() => formatDecimal("1e3", "en")).toThrow(RangeError);
  });
  it("decline nouns", () => {
    const forms = { one: "заявка", few: "заявки", many: "заявок", other: "заявки" };
    expect([1, 3, 5, 11, 21, 1_002].map((n) => seen(countOf(n, forms, "ru")))).toEqual([
      "1_заявка",
      "3_заявки",
      "5_заявок",
      "11_заявок",
      "21_заявка",
      "1_002_заявки",
    ]);
    expect([1, 2].map((n) => seen(countOf(n, { one: "task", other: "tasks" }, "en")))).toEqual([
      "1_task",
      "2_tasks",
    ]);
  });
});

describe("days and periods", () => {
  it.each([
    [
      "2026-03-09",
      "9_March 2026",
      "9_марта 2026",
      "9_Mar_2026",
      "09.03.2026",
      "Mon 9_Mar",
      "пн 9_мар",
    ],
    [
      "2024-02-29",
      "29_February 2024",
      "29_февраля 2024",
      "29_Feb_2024",
      "29.02.2024",
      "Thu 29_Feb",
      "чт 29_фев",
    ],
  ])("%s", (date, en, ru, enShort, ruShort, enWeekday, ruWeekday) => {
    expect(seen(formatDay(date, "en"))).toBe(en);
    expect(seen(formatDay(date, "ru"))).toBe(ru);
    expect(seen(formatDayShort(date, "en"))).toBe(enShort);
    expect(seen(formatDayShort(date, "ru"))).toBe(ruShort);
    expect(seen(formatWeekday(date, "en"))).toBe(enWeekday);
    expect(seen(formatWeekday(date, "ru"))).toBe(ruWeekday);
  });
  it("name months, quarters and years", () => {
    expect(
      ["2026-06", "2026-Q3", "2026"].map((period) => seen(formatPeriod(period, "en")))
    ).toEqual(["June 2026", "Q3_2026", "2026"]);
    expect(["2026-06", "2026-Q3"].map((period) => seen(formatPeriod(period, "ru")))).toEqual([
      "июнь 2026",
      "III_квартал 2026",
    ]);
    expect(["2026-08", "2026-Q3", "2026"].map((period) => seen(formatPeriodOf(period, "ru")))).toEqual([
      "августа 2026",
      "III_квартала 2026",
      "2026_года",
    ]);
    expect(seen(formatPeriodOf("2026-Q3", "en"))).toBe("Q3_2026");
    expect(() => formatPeriod("2026-13", "en")).toThrow(RangeError);
  });
});

describe("instants", () => {
  const fri = Date.UTC(2026, 2, 6, 13, 40);
  it("are shown by the wall clock of the zone that is asked for", () => {
    expect(seen(formatInstant(fri, "Europe/Moscow", "en"))).toBe("6_Mar_2026, 16:40");
    expect(seen(formatInstant(fri, "Europe/Moscow", "ru"))).toBe("06.03.2026 16:40");
    expect(seen(formatInstant(fri, "Asia/Kolkata", "en"))).toBe("6_Mar_2026, 19:10");
    expect(seen(formatInstant(fri, "America/New_York", "en"))).toBe("6_Mar_2026, 08:40");
  });
  it("name their zone when exact", () => {
    expect(seen(formatInstantExact(fri, "Europe/Moscow", "en"))).toBe(
      "6_March 2026, 16:40 (Europe/Moscow, UTC+3)"
    );
    expect(formatOffset(-210)).toBe("UTC−3:30");
    expect(formatOffset(345)).toBe("UTC+5:45");
  });
  it("keep both readings of a repeated hour apart by the offset", () => {
    const first = Date.UTC(2026, 9, 25, 0, 30);
    expect(localTime(first, "Europe/Berlin")).toMatchObject({
      hour: 2,
      minute: 30,
      offsetMinutes: 120,
    });
    expect(localTime(first + H, "Europe/Berlin")).toMatchObject({
      hour: 2,
      minute: 30,
      offsetMinutes: 60,
    });
  });
  it.each([
    [0, "today 16:40", "сегодня 16:40"],
    [24 * H, "tomorrow 16:40", "завтра 16:40"],
    [-24 * H, "yesterday 16:40", "вчера 16:40"],
    [5 * 24 * H, "Wed 11_Mar 16:40", "ср 11_мар 16:40"],
    [200 * 24 * H, "22_Sep_2026, 16:40", "22.09.2026 16:40"],
    [8 * H, "tomorrow 00:40", "завтра 00:40"],
  ])("are near or far from now: %i ms", (away, en, ru) => {
    expect(seen(formatInstantNear(fri + away, fri, "Europe/Moscow", "en"))).toBe(en);
    expect(seen(formatInstantNear(fri + away, fri, "Europe/Moscow", "ru"))).toBe(ru);
  });
  it("count days across a change of clocks", () => {
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
    expect(daysBetween("2026-03-01", "2026-02-27")).toBe(-2);
  });
});

describe("lengths of time", () => {
  it.each([
    [3 * H + 20 * MIN, "3_h 20_min", "3_ч 20_мин"],
    [45 * MIN, "45_min", "45_мин"],
    [16 * H, "16_h", "16_ч"],
    [120 * H + MIN, "120_h 1_min", "120_ч 1_мин"],
    [59_999, "less than a minute", "меньше минуты"],
    [-(5 * H), "5_h", "5_ч"],
  ])("working time %i", (ms, en, ru) => {
    expect(seen(formatWorkingTime(ms, "en"))).toBe(en);
    expect(seen(formatWorkingTime(ms, "ru"))).toBe(ru);
  });
  it("fold into days only where a day is 24 h", () => {
    expect(seen(formatElapsedTime(51 * H + 5 * MIN, "en"))).toBe("2_d 3_h");
    expect(seen(formatElapsedTime(48 * H, "ru"))).toBe("2_дн.");
    expect(seen(formatElapsedTime(90 * MIN, "en"))).toBe("1_h 30_min");
  });
});

describe("due sentences", () => {
  const now = Date.UTC(2026, 2, 10, 6);
  const zone = "Europe/Moscow";
  const cases: [number, number | null, Locale, string][] = [
    [27 * H, 3 * H + 20 * MIN, "en", "due tomorrow 12:00 (3_h 20_min of working time left)"],
    [27 * H, 3 * H + 20 * MIN, "ru", "срок завтра 12:00 (осталось 3_ч 20_мин рабочего времени)"],
    [3 * H, null, "en", "due today 12:00"],
    [-21 * H, 5 * H, "en", "was due yesterday 12:00 (5_h ago by working time)"],
    [-21 * H, 5 * H, "ru", "срок был вчера 12:00 (5_ч рабочего времени назад)"],
  ];
  it.each(cases)("%i ms away, %s of working time, %s", (away, workingMs, locale, text) => {
    expect(seen(dueSentence({ dueAt: now + away, now, zone, workingMs }, locale))).toBe(text);
  });
  it("say how a delivery stands to its promise, without blame", () => {
    expect(seen(deliveredSentence(5 * H, "en"))).toBe("delivered 5_h after the promise");
    expect(seen(deliveredSentence(5 * H, "ru"))).toBe("передано на 5_ч позже срока");
    expect(seen(deliveredSentence(-(H + 35 * MIN), "en"))).toBe("delivered 1_h 35_min early");
    expect(seen(deliveredSentence(0, "ru"))).toBe("передано в срок");
  });
});
