import { describe, expect, it } from "vitest";
import { LOCALES } from "#app/domain/names.ts";
import type { Key, Namespace } from "#app/i18n/catalogue.ts";
import { en } from "#app/i18n/en.ts";
import { ru } from "#app/i18n/ru.ts";
import { speak, type Texts } from "#app/i18n/speak.ts";
import { translateIn } from "#app/i18n/translate.server.ts";

const CATALOGUES: Record<"en" | "ru", Record<string, Texts>> = { en, ru };
const COUNTS = [0, 1, 2, 5, 11, 21, 22, 101, -1, 1.5];

describe("the browser says what the server says", () => {
  it.each(LOCALES)("each text, with values and at every count: %s", (locale) => {
    const apart: string[] = [];
    for (const [namespace, texts] of Object.entries(CATALOGUES[locale])) {
      const t = translateIn(locale, namespace as Namespace);
      for (const [name, text] of Object.entries(texts)) {
        const names = [...text.matchAll(/\{\{(.+?)\}\}/g)].map((place) => place[1]!).filter((one) => one !== "count");
        const values = Object.fromEntries(names.map((one) => [one, `<${one} $& {{x}} «»>`]));
        const key = name.replace(/_(one|few|many|other)$/, "");
        const cases = text.includes("{{count}}") || key !== name ? COUNTS.map((count) => ({ ...values, count })) : [values];
        for (const given of [...cases, {}]) {
          for (const asked of new Set([key, name])) {
            const [browser, server] = [speak(texts, locale, asked, given), t(asked as Key<Namespace>, given)];
            if (browser !== server) apart.push(`${namespace}:${asked} ${JSON.stringify(given)}: ${browser} / ${server}`);
          }
        }
      }
    }
    expect(apart.slice(0, 5)).toEqual([]);
  });

  it("says the key where there is no text", () => {
    expect(speak({}, "ru", "no.such_key", { count: 2 })).toBe("no.such_key");
    expect(speak({}, "ru", "no.such_key", { defaultValue: "a code" })).toBe("a code");
  });
});
