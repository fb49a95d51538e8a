import { describe, expect, it } from "vitest";
import { en } from "#app/i18n/en.ts";
import { ru } from "#app/i18n/ru.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { LOCALES } from "#app/domain/names.ts";

type Catalogue = Record<string, Record<string, string>>;
const english: Catalogue = en;
const russian: Catalogue = ru;

const flat = (catalogue: Catalogue): [string, string][] =>
  Object.entries(catalogue).flatMap(([namespace, texts]) =>
    Object.entries(texts).map(([key, text]): [string, string] => [`${namespace}:${key}`, text])
  );
const stem = (key: string) => key.replace(/_(one|few|many|other)$/, "_*");

/** Equal in both languages on purpose: names, signs, and words that Russian took over. */
const SAME_IN_BOTH: ReadonlySet<string> = new Set([
  "rounds:nps",
  "common:product",
  "common:download.csv",
  "calendars:effect.move",
  "shell:language.en",
  "shell:language.ru",
  "causes:csv",
  "map:place",
  "map:link",
  "sources:preset.redmine",
  "sources:preset.gitlab",
  "sources:positionForm.iso",
]);

/** design.md section 2: never used about pay, in any form. */
const FORBIDDEN: Record<string, RegExp> = {
  en: /\b(fines?|fined|penalt\w*|penali[sz]\w*|depriv\w*|violat\w*|offender\w*)\b/i,
  ru: /(штраф|депремир|лишени|лишён|лишат|вычет|удержан|удержив|нарушител)/i,
};

describe("the catalogues", () => {
  it("have the same namespaces and keys", () => {
    expect(Object.keys(russian).sort()).toEqual(Object.keys(english).sort());
    const keys = (catalogue: Catalogue) =>
      [...new Set(flat(catalogue).map(([key]) => stem(key)))].sort();
    expect(keys(russian)).toEqual(keys(english));
  });

  it("have every plural form of each language", () => {
    const formsOf = (catalogue: Catalogue) => {
      const forms = new Map<string, string[]>();
      for (const [key] of flat(catalogue)) {
        const form = /_(one|few|many|other)$/.exec(key)?.[1];
        if (form) forms.set(stem(key), [...(forms.get(stem(key)) ?? []), form]);
      }
      return [...forms.values()].map((list) => list.sort().join());
    };
    expect(new Set(formsOf(english))).toEqual(new Set(["one,other"]));
    expect(new Set(formsOf(russian))).toEqual(new Set(["few,many,one,other"]));
  });

  it("leave nothing untranslated", () => {
    const texts = new Map(flat(english));
    const equal = flat(russian).filter(
      ([key, text]) => texts.get(key) === text && /\p{L}/u.test(text)
    );
    expect(equal.map(([key]) => key).filter((key) => !SAME_IN_BOTH.has(key))).toEqual([]);
    const latin = flat(russian).filter(
      ([, text]) => !/[а-яё]/i.test(text) && /[a-z]/i.test(text.replaceAll(/\{\{\w+\}\}/g, ""))
    );
    expect(latin.map(([key]) => key).filter((key) => !SAME_IN_BOTH.has(key))).toEqual([]);
  });

  it("name the same values in both languages", () => {
    const values = (text: string) =>
      [...text.matchAll(/\{\{(\w+)\}\}/g)]
        .map((match) => match[1])
        .sort()
        .join();
    const expected = new Map(flat(english).map(([key, text]) => [stem(key), values(text)]));
    const differing = flat(russian).filter(
      ([key, text]) => values(text) !== expected.get(stem(key))
    );
    expect(differing).toEqual([]);
  });

  it("have no empty text, no stray space and no exclamation mark", () => {
    for (const [key, text] of [...flat(english), ...flat(russian)]) {
      expect(text, key).toBe(text.trim());
      expect(text, key).not.toBe("");
      expect(text, key).not.toContain("!");
    }
  });

  it.each(LOCALES)("in %s have no forbidden word", (locale) => {
    const found = flat(locale === "en" ? english : russian).filter(([, text]) =>
      FORBIDDEN[locale]?.test(text)
    );
    expect(found).toEqual([]);
  });

  it("address the reader with a small «вы»", () => {
    const capital = flat(russian).filter(([, text]) =>
      /(?<=[\p{Ll},] )(Вы|Вас|Вам|Ваш\p{L}*)(?!\p{L})/u.test(text)
    );
    expect(capital).toEqual([]);
  });
});

describe("a translation", () => {
  const t = translateIn("ru", "work");
  it.each([
    [1, "1 заявка"],
    [2, "2 заявки"],
    [5, "5 заявок"],
    [11, "11 заявок"],
    [21, "21 заявка"],
    [104, "104 заявки"],
  ])("counts %i in Russian", (count, text) => {
    expect(t("tasks", { count })).toBe(text);
  });
  it("puts values in as they are", () => {
    expect(translateIn("en", "errors")("field.notADate", { value: "<31.02.2026>" })).toBe(
      "<31.02.2026> is not a date."
    );
  });
});
