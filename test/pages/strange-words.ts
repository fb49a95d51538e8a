import type BetterSqlite3 from "better-sqlite3";
import type { Locale } from "#app/domain/names.ts";
import { en } from "#app/i18n/en.ts";
import { ru } from "#app/i18n/ru.ts";

/** Words of one script in a row with what stands between them. */
const LATIN_RUN = /[A-Za-z][A-Za-z0-9 ,.:;'’/()&+-]*/g;
const CYRILLIC_RUN = /[А-Яа-яЁё][А-Яа-яЁё0-9 ,.:;'’/()&+-]*/g;
/** Two words of Latin letters in a row: one alone may be a name, a code or a unit. */
const LATIN_PHRASE = /[A-Za-z][a-z]+[ -][a-z]{2,}/;
const CYRILLIC = /[А-Яа-яЁё]{2,}/;
/** A name of a text where the text is missing. */
const TEXT_KEY = /^[a-z][A-Za-z]*(\.[a-z][A-Za-z0-9]*)+$/;
const PLACEHOLDER = /\{\{\w+\}\}/;

/** Texts that the company itself holds, and that may therefore be in either language. */
export interface WordsOfCompany {
  holds(text: string): boolean;
}

/** Longest text that is kept to compare with, characters. */
const LONGEST = 400;

/** All short texts of the company's tables. */
export function wordsOfCompany(db: BetterSqlite3.Database): WordsOfCompany {
  const texts: string[] = [];
  const tables = db.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'").all() as { name: string }[];
  for (const { name: table } of tables) {
    const columns = (db.pragma(`table_info("${table}")`) as { name: string; type: string }[]).filter(({ type }) => type === "TEXT");
    for (const { name } of columns) {
      const rows = db.prepare(`select distinct "${name}" as text from "${table}" where length("${name}") between 3 and ${LONGEST} limit 20000`).all() as { text: string }[];
      texts.push(...rows.map(({ text }) => text));
    }
  }
  const all = texts.join("\n").replaceAll('\\"', '"');
  return { holds: (text) => all.includes(text) };
}

const textsOf = (catalogue: object): Set<string> => new Set(Object.values(catalogue).flatMap((texts) => Object.values(texts as Record<string, string>)));
const ENGLISH = textsOf(en);
const RUSSIAN = textsOf(ru);

/** Texts of a page that are not in its language and are not the company's own, or that are no texts at all. */
export function strangeWords(locale: Locale, texts: readonly string[], company: WordsOfCompany): string[] {
  const [run, phrase, own] = locale === "ru" ? [LATIN_RUN, LATIN_PHRASE, RUSSIAN] : [CYRILLIC_RUN, CYRILLIC, ENGLISH];
  const isOther = (text: string): boolean => !own.has(text) && !company.holds(text) && (text.match(run) ?? []).some((part) => phrase.test(part) && !company.holds(part.replace(/[ ,.:;'’/()&+-]+$/, "")));
  return texts.filter((text) => TEXT_KEY.test(text) || PLACEHOLDER.test(text) || isOther(text));
}
