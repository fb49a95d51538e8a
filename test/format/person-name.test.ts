import { describe, expect, test } from "vitest";
import { personName, transliterate } from "#app/format/person-name.ts";

describe("a person's name", () => {
  test.each([
    ["Щукин", "Shchukin"],
    ["Ольга", "Olga"],
    ["Алёхин", "Alekhin"],
    ["Юлия", "Iuliia"],
    ["O’Neil", "O’Neil"],
  ])("%s reads %s in Latin letters", (cyrillic, latin) => expect(transliterate(cyrillic)).toBe(latin));

  test("stays as written in Russian", () => {
    expect(personName({ surname: "Щукин", givenName: "Пётр" }, "ru")).toBe("Щукин Пётр");
    expect(personName({ surname: "Щукин", givenName: "Пётр" }, "en")).toBe("Shchukin Petr");
  });
});
