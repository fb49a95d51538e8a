import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cyrillicPattern } from "#app/domain/search/cyrillic-pattern.ts";
import { rankMatch, RANKS, rankThings, type Findable } from "#app/domain/search/rank-match.ts";
import { swapLayout } from "#app/domain/search/swap-layout.ts";
import { transliterate } from "#app/format/person-name.ts";

describe("the other keyboard layout", () => {
  test.each([
    ["ghjlerwbz", "продукция"],
    ["Yfkjub", "налоги"],
    ["ntcn 12", "тест 12"],
    ["ырфкш", "shari"],
    ["зфнкщдд", "payroll"],
    ["j,]tv", "объем"],
  ])("%j is %j", (typed, meant) => expect(swapLayout(typed)).toBe(meant));

  test.each(["12/7", "", "отчёт report", "№ 5"])("%j was typed on no wrong layout", (text) => expect(swapLayout(text)).toBeNull());

  test("words of small letters come back when they are swapped twice", () => {
    const russian = fc.string({ unit: fc.constantFrom(..."ёйцукенгшщзхъфывапролджэячсмитьбю"), minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(russian, (word) => {
        const latin = swapLayout(word)!;
        // A word of signs alone (`хъжэ`) has no Latin letter that would tell its layout.
        return !/[a-z]/.test(latin) || swapLayout(latin) === word;
      }),
    );
  });
});

describe("how well a thing answers", () => {
  const report: Findable = { numbers: ["FIN-12"], names: ["Monthly payroll report", "Ежемесячный отчёт о зарплате"] };
  test.each([
    ["fin-12", "exact_number"],
    ["FIN-12 ", "exact_number"],
    ["month", "name_begins"],
    ["ЕЖЕМЕСЯЧНЫЙ ОТЧЕТ", "name_begins"],
    ["report pay", "words_begin"],
    ["отчет зарп", "words_begin"],
    ["fin report", "words_begin"],
    ["roll", "inside"],
    ["plate", null],
    ["report zebra", null],
    ["  ", null],
    ["%_*", null],
  ])("%j: %s", (search, rank) => expect(rankMatch(search, report)).toBe(rank === null ? null : RANKS.indexOf(rank as (typeof RANKS)[number])));

  test("the best come first, equals as they stood, and all are counted", () => {
    const names = ["a report", "Report two", "xreport", "report one", "nothing"];
    expect(rankThings("report", names, (name) => ({ names: [name] }), 3)).toEqual({ best: ["Report two", "report one", "a report"], total: 4, rank: 1 });
  });

  test("each thing is found by any of its words, in any order and case", () => {
    const word = fc.string({ unit: fc.constantFrom(..."abcdeёжзик"), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.integer(), (words, seed) => {
        const typed = [...words].sort((a, b) => ((a.length * 31 + seed) % 7) - ((b.length * 31 + seed) % 7)).map((one) => one.toUpperCase());
        expect(rankMatch(typed.join(" "), { names: [words.join(" ")] })).not.toBeNull();
      }),
    );
  });
});

describe("Cyrillic names by their Latin letters", () => {
  const like = (pattern: string) => new RegExp(`^.*${pattern.replaceAll("%", ".*").replaceAll("_", ".")}.*$`);
  test.each([["ivanov", "иванов"], ["shcherb", "щербаков"], ["iurii", "юрий"], ["sergei", "сергей"], ["chekhov", "чехов"], ["zhanna", "жанна"], ["fedor", "федор"], ["zaitsev", "зайцев"]])("%s may be %s", (latin, name) => {
    expect(name).toMatch(like(cyrillicPattern(latin)!));
    expect(transliterate(name)).toContain(latin);
  });

  test.each(["иванов", "a1", "i", "x", "ei"])("%j says too little", (word) => expect(cyrillicPattern(word)).toBeNull());
});
