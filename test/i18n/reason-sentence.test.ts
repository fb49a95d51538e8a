import { describe, expect, it } from "vitest";
import { REASON_CODES } from "#app/domain/evaluation/reasons.ts";
import { TASK_EVENT_TYPES, SIDES } from "#app/domain/evaluation/task-event.ts";
import type { Reason } from "#app/domain/evaluation/verdict.ts";
import { LOCALES, type Locale } from "#app/domain/names.ts";
import { en } from "#app/i18n/en.ts";
import { reasonSentence } from "#app/i18n/reason-sentence.ts";
import { translateIn } from "#app/i18n/translate.server.ts";

const zone = "Europe/Moscow";
const fri = Date.UTC(2026, 2, 6, 13, 40);
const now = Date.UTC(2026, 2, 20, 9);
const say = (reason: Reason, locale: Locale) =>
  reasonSentence(reason, translateIn(locale, "reasons"), { locale, zone, now }).replaceAll(
    "\u00a0",
    " "
  );

/** One value for every fact that any code has. */
const EVERY_FACT = { most: 40,
  at: fri,
  from: fri,
  to: fri,
  until: fri,
  since: fri,
  start: fri,
  due: fri,
  agreedAt: fri,
  cutOff: "15:00",
  cycle: 1,
  n: 2,
  date: "2026-03-09",
  reason: "waiting",
  criterion: "format",
  by: "client",
  type: "delivered",
  ms: 5_700_000,
  month: "2026-03",
  carry: 1,
  name: "defects",
  value: "3",
  atMost: 2,
  items: 41,
  requested: 45,
  shareBp: 9_111,
  atLeastBp: 9_500,
  parts: 3,
  files: 2,
  file: "a.pdf",
};

describe("the sentence of a reason", () => {
  it.each(LOCALES)("exists in %s for every code, with all its values put in", (locale) => {
    for (const code of REASON_CODES) {
      const sentence = say({ code, facts: EVERY_FACT }, locale);
      expect(sentence, code).not.toBe(code);
      expect(sentence, code).not.toContain("{{");
      expect(sentence, code).toMatch(/\.$/);
    }
  });

  it("has words for every event and side", () => {
    const keys = Object.keys(en.reasons);
    expect(keys).toEqual(expect.arrayContaining(TASK_EVENT_TYPES.map((type) => `event.${type}`)));
    expect(keys).toEqual(expect.arrayContaining(SIDES.map((side) => `side.${side}`)));
  });

  it.each([
    [
      { code: "requested", facts: { at: fri } },
      "Requested Fri 6 Mar 16:40.",
      "Запрошено пт 6 мар 16:40.",
    ],
    [
      { code: "term_working_days_snap", facts: { n: 2 } },
      "Promise: 2 working days, to the same time of day.",
      "Обещание: 2 рабочих дня, до того же времени.",
    ],
    [
      { code: "day_closed", facts: { date: "2026-03-09" } },
      "Mon 9 Mar is a day off in this calendar.",
      "Пн 9 мар — нерабочий день по этому календарю.",
    ],
    [
      { code: "early", facts: { ms: -5_700_000 } },
      "1 h 35 min early.",
      "На 1 ч 35 мин раньше срока.",
    ],
    [
      {
        code: "items_delivered",
        facts: { items: 41, requested: 45, shareBp: 9_111, atLeastBp: 9_500 },
      },
      "41 of 45 delivered, 91.11 %; 95 % was promised.",
      "Передано 41 из 45, 91,11 %; обещано 95 %.",
    ],
    [
      { code: "pause_counted", facts: { from: fri, to: null, reason: "details" } },
      "Paused since Fri 6 Mar 16:40: details. This reason stands in the terms, so the due time moves.",
      "Пауза с пт 6 мар 16:40: details. Такая причина есть в условиях, поэтому срок сдвигается.",
    ],
    [
      { code: "term_nth_workday", facts: { n: -1, at: "18:00" } },
      "Promise: by 18:00 on working day 1 from the end of the month.",
      "Обещание: до 18:00 1-го рабочего дня с конца месяца.",
    ],
  ] as [Reason, string, string][])("%j", (reason, english, russian) => {
    expect(say(reason, "en")).toBe(english);
    expect(say(reason, "ru")).toBe(russian);
  });

  it("hides nothing it does not know", () => {
    expect(say({ code: "brand_new" }, "en")).toBe("brand_new");
  });
});
