import type { Locale } from "#app/domain/names.ts";

const LATIN: Readonly<Record<string, string>> = {
  а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ё: "e", ж: "zh", з: "z", и: "i", й: "i", к: "k", л: "l", м: "m", н: "n", о: "o", п: "p",
  р: "r", с: "s", т: "t", у: "u", ф: "f", х: "kh", ц: "ts", ч: "ch", ш: "sh", щ: "shch", ъ: "ie", ы: "y", ь: "", э: "e", ю: "iu", я: "ia",
};

/** Cyrillic in Latin letters, by the rules of international passports (ICAO 9303). Other text stays. */
export function transliterate(text: string): string {
  return [...text]
    .map((letter) => {
      const latin = LATIN[letter.toLowerCase()];
      if (latin === undefined) return letter;
      return letter === letter.toLowerCase() ? latin : latin.charAt(0).toUpperCase() + latin.slice(1);
    })
    .join("");
}

/** "Surname Given" as a list shows it; people who write in Cyrillic appear in Latin letters in English. */
export function personName(person: { readonly surname: string; readonly givenName: string }, locale: Locale): string {
  const name = `${person.surname} ${person.givenName}`;
  return locale === "en" ? transliterate(name) : name;
}

/** The whole name as documents write it: surname, given name and patronymic. */
export function fullName(person: { readonly surname: string; readonly givenName: string; readonly patronymic: string | null }, locale: Locale): string {
  const name = [person.surname, person.givenName, person.patronymic].filter(Boolean).join(" ");
  return locale === "en" ? transliterate(name) : name;
}
