import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstOverlap, readFte, readSharePct } from "#app/domain/organisation/place.ts";
import { planPeople } from "#app/domain/organisation/plan-people.ts";
import type { KnownPerson, PeopleRow } from "#app/domain/organisation/plan-people.ts";

const HEADINGS = ["Табельный номер", "Фамилия", "Имя", "Отчество", "Почта", "Подразделение", "Должность", "Ставка", "Доля", "Занятость", "С", "По", "Язык"];
const line = (text: string, at: number): PeopleRow => {
  const cells = text.split(";");
  return { line: at, cells: Object.fromEntries(HEADINGS.map((heading, i) => [heading, cells[i] ?? ""])) };
};
const ANNA: KnownPerson = {
  id: "p1", number: "007", surname: "Иванова", givenName: "Анна", patronymic: "Петровна", email: "anna@x.test", locale: "ru", isArchived: false,
  places: [{ id: "m1", departmentId: "fin", from: "2020-01-01", to: null, fte: "1", sharePct: "100", employment: "permanent", position: { ru: "Бухгалтер" } }],
};
const plan = (rows: readonly string[], people: readonly KnownPerson[] = [ANNA]) =>
  planPeople(rows.map((row, i) => line(row, i + 2)), HEADINGS, { people, departments: new Map([["fin", "fin"], ["it", "it"]]), departmentCode: (id) => id.toUpperCase() });
const problems = (...rows: string[]) => plan(rows).problems.map(({ line: at, column, reason }) => `${at} ${column} ${reason}`);

describe("a file of people", () => {
  test("adds a person with a number that keeps its zeros and without a patronymic", () => {
    const { changes } = plan(["00042;Smith;John;;J@x.test;IT;Engineer;0,50;;fixed_term;01.03.2026;31.12.2026;"]);
    expect(changes).toEqual([
      {
        line: 2, number: "00042", id: null, changed: [], person: { surname: "Smith", givenName: "John", patronymic: null, email: "j@x.test", locale: "en" },
        places: [{ kind: "new", line: 2, place: { departmentId: "it", from: "2026-03-01", to: "2027-01-01", fte: "0.5", sharePct: "100", employment: "fixed_term", position: { en: "Engineer" } } }],
      },
    ]);
  });

  test("says what is known: nothing changes, and a blank cell takes nothing away", () => {
    expect(plan(["007;Иванова;Анна;;;fin;;;;;2020-01-01;;"])).toEqual({ changes: [], problems: [], same: 1 });
  });

  test("transfers a person whose old place is not in the file", () => {
    const [change] = plan(["007;Иванова;Анна;;;IT;Аналитик;;;;2026-07-01;;"]).changes;
    expect(change!.places).toMatchObject([{ kind: "new", place: { departmentId: "it" } }, { kind: "end", id: "m1", to: "2026-07-01" }]);
  });

  test("leaves the old place where both fit", () => {
    const half = { ...ANNA, places: [{ ...ANNA.places[0]!, sharePct: "50" }] };
    expect(plan(["007;Иванова;Анна;;;IT;;;50;;2026-07-01;;"], [half]).changes[0]!.places).toMatchObject([{ kind: "new" }]);
  });

  test("ends a place, and changes a name", () => {
    expect(plan(["007;Петрова;Анна;;;FIN;;;;;2020-01-01;31.08.2026;"]).changes).toMatchObject([{ id: "p1", changed: ["surname"], places: [{ kind: "update", id: "m1", place: { to: "2026-09-01" } }] }]);
  });

  test.each<[string, string[], string[]]>([
    ["an unknown department", ["1;A;B;;;XX;;;;;2026-01-01;;"], ["2 Подразделение unknown_department"]],
    ["a bad date", ["1;A;B;;;IT;;;;;31.02.2026;;"], ["2 С bad_date"]],
    ["an end before the beginning", ["1;A;B;;;IT;;;;;2026-02-02;2026-02-01;"], ["2 По to_before_from"]],
    ["FTE out of range", ["1;A;B;;;IT;;2,5;;;2026-01-01;;", "2;A;B;;;IT;;0;;;2026-01-01;;"], ["2 Ставка fte_range", "3 Ставка fte_range"]],
    ["a share above 100", ["1;A;B;;;IT;;;101;;2026-01-01;;"], ["2 Доля share_range"]],
    ["what is needed", [";;B;;;IT;;;;;;;"], ["2 Табельный номер missing", "2 Фамилия missing", "2 С missing"]],
    ["one number for two people", ["1;A;B;;;IT;;;50;;2026-01-01;;", "1;C;B;;;FIN;;;50;;2026-01-01;;"], ["3 Табельный номер duplicate_number"]],
    ["the same row twice", ["1;A;B;;;IT;;;;;2026-01-01;;", "1;A;B;;;IT;;;;;2026-01-01;;"], ["3 С duplicate_row"]],
    ["places that overlap", ["1;A;B;;;IT;;;60;;2026-01-01;;", "1;A;B;;;FIN;;;60;;2026-02-01;;"], ["3 С overlap"]],
    ["a place that overlaps a known later one", ["007;Иванова;Анна;;;IT;;;;;2019-06-01;;"], ["2 С overlap"]],
    ["an address that another has", ["1;A;B;;anna@x.test;IT;;;;;2026-01-01;;"], ["2 Почта email_taken"]],
    ["no address", ["1;A;B;;anna@x;IT;;;;;2026-01-01;;"], ["2 Почта bad_email"]],
    ["words that mean nothing", ["1;A;B;;;IT;;;;never;2026-01-01;;fr"], ["2 Занятость bad_employment", "2 Язык bad_locale"]],
  ])("names %s by line, column and reason", (_name, rows, expected) => {
    expect(problems(...rows)).toEqual(expected);
  });

  test("a row with other cells than the heading, and an archived person, are problems too", () => {
    const known = { people: [{ ...ANNA, isArchived: true }], departments: new Map([["it", "it"]]), departmentCode: (id: string) => id };
    const rows = [{ ...line("1;A", 2), wrong: "2 ≠ 13" }, line("007;Иванова;Анна;;;IT;;;;;2026-01-01;;", 3)];
    expect(planPeople(rows, HEADINGS, known).problems.map((row) => `${row.line} ${row.reason}`)).toEqual(["2 cells", "3 archived_person"]);
  });
});

describe("shares and places", () => {
  test.each([["1", "1"], ["0,5", "0.5"], ["0.50", "0.5"], ["2", "2"], ["2.0", "2"], ["01", "1"], ["2.1", null], ["0", null], ["-1", null], ["0.12345", null], ["1e0", null], ["", null]])("FTE %s", (text, expected) => {
    expect(readFte(text)).toBe(expected);
  });
  test("a share has two decimals and no more than 100", () => {
    expect([readSharePct("33.33"), readSharePct("100"), readSharePct("100.01"), readSharePct("1.234")]).toEqual(["33.33", "100", null, null]);
  });

  test("what is found as overlapping is on some day held above 100 %, or twice in one department; else no day is", () => {
    const day = (n: number) => `2026-01-${String(n).padStart(2, "0")}`;
    const place = fc.record({ departmentId: fc.constantFrom("a", "b", "c"), sharePct: fc.constantFrom("25", "50", "100"), start: fc.integer({ min: 1, max: 20 }), length: fc.integer({ min: 0, max: 10 }) });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 5 }), (drawn) => {
        const places = drawn.map((row) => ({ departmentId: row.departmentId, sharePct: row.sharePct, from: day(row.start), to: day(row.start + row.length) }));
        const bad = Array.from({ length: 31 }, (_, i) => day(i + 1)).some((date) => {
          const held = places.filter((row) => row.from <= date && date < row.to);
          return held.length > 1 && (held.reduce((sum, row) => sum + Number(row.sharePct), 0) > 100 || new Set(held.map((row) => row.departmentId)).size < held.length);
        });
        expect(firstOverlap(places) !== null).toBe(bad);
      }),
    );
  });
});
