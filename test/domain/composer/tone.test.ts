import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calmed, toneOf } from "#app/domain/composer/tone.ts";

describe("the tone of a request", () => {
  test.each([
    ["Please send the report for May.", []],
    ["Пришлите, пожалуйста, отчёт за май. Спасибо!", []],
    ["VAT and IFRS figures of the ERP", []],
    ["Отчёт по НДС для ФНС РФ", []],
    ["I NEED THE REPORT", ["shouting"]],
    ["ГДЕ МОЙ ОТЧЁТ", ["shouting"]],
    ["Send it!! Please", ["exclaiming"]],
    ["Ну что же вы?!", ["exclaiming"]],
    ["As always, you forgot the totals", ["blaming"]],
    ["Как всегда, отчёт без итогов", ["blaming"]],
    ["Вы опять ничего не прислали", ["blaming"]],
    ["Нужно срочно", ["pressing"]],
    ["We need it ASAP", ["pressing"]],
    ["Обычные показатели и т. д.", ["vague"]],
    ["Revenue, costs etc.", ["vague"]],
    ["СРОЧНО ПРИШЛИТЕ ОТЧЁТ!!! Сколько можно ждать", ["shouting", "exclaiming", "blaming", "pressing"]],
  ])("%s", (text, tones) => expect(toneOf(text).map((row) => row.tone)).toEqual(tones));

  test("words inside other words are no remark", () => expect(toneOf("Срочность не указана, fetched, pharmacies, Нормальность")).toEqual([]));
  test("each found word is quoted once", () => expect(toneOf("Срочно, очень срочно, СРОЧНО")).toEqual([{ tone: "pressing", found: ["Срочно"] }]));
});

describe("the same in calm words", () => {
  test.each([
    ["I NEED THE REPORT!!!", null, "I need the report."],
    ["Как всегда, отчёт без итогов!", null, "Отчёт без итогов."],
    ["Нужен отчёт!!! Как всегда, ничего не пришло", null, "Нужен отчёт. Ничего не пришло"],
    ["Нужно срочно", "до 12 мая", "Нужно до 12 мая"],
    ["We need it ASAP", "by 12 May", "We need it by 12 May"],
    ["We need it ASAP", null, "We need it ASAP"],
    ["Где отчёт?!", null, "Где отчёт?"],
    ["Отчёт по НДС для ФНС РФ.", null, "Отчёт по НДС для ФНС РФ."],
    ["e.g. in Excel, approx. 5 pages", null, "e.g. in Excel, approx. 5 pages"],
    ["ПЕРВАЯ СТРОКА\nвторая строка", null, "Первая строка\nВторая строка"],
  ])("%s", (text, until, calm) => expect(calmed(text, until)).toBe(calm));

  test("calm words stay as they are", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
      const once = calmed(text, null);
      expect(calmed(once, null)).toBe(once);
    }));
  });
  test("nobody shouts or exclaims afterwards", () => {
    fc.assert(fc.property(fc.array(fc.constantFrom("СРОЧНО", "ОТЧЁТ", "REPORT", "NOW", "!", "!!", "?!", " ", ", ", "мне", "please"), { maxLength: 12 }), (parts) => {
      expect(toneOf(calmed(parts.join(" "), null)).filter((row) => row.tone === "shouting" || row.tone === "exclaiming")).toEqual([]);
    }));
  });
});
