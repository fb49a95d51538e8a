import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { importPeople, previewPeople } from "#app/operations/feeds/import-people.server.ts";
import { archivePerson, savePerson } from "#app/operations/save-person.server.ts";
import { endPlace, setPlace } from "#app/operations/set-place.server.ts";
import { loadEverybody, loadPlaces } from "#db/queries/people-writes.server.ts";
import type { Store } from "#db/store.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { at, context, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const TODAY = "2026-06-15";
const HEADING = "personnel_number;surname;given_name;patronymic;department;position;fte;from;to";

describe.each(STORES)("people on %s", (_name, open) => {
  let opened: TestStore;
  let store: Store;
  let company: TinyCompany;
  let folder: string;
  const ctx = () => context(store, at(TODAY));
  const department = (code: string) => company.departments.get(code)!;
  const place = (over: object = {}) => ({ isTransfer: true, departmentId: department("FIN"), position: { en: "Analyst" }, fte: "1", sharePct: "100", employment: "permanent" as const, from: "2026-07-01", lastDay: null, ...over });
  const person = (over: object = {}) => ({ id: null, surname: "Иванова", givenName: "Анна", patronymic: null, personnelNumber: "0007", email: "Anna@Tiny.test", locale: "ru" as const, zone: "Europe/Moscow", ...over });
  const spans = async (personId: string) => (await loadPlaces(store, personId)).map((row) => `${[...company.departments].find(([, id]) => id === row.departmentId)![0]} ${row.from} ${row.to ?? "–"} ${row.fte}`);
  const file = (...rows: string[]) => {
    const path = join(folder, "people.csv");
    writeFileSync(path, [HEADING, ...rows].join("\n"));
    return path;
  };

  beforeEach(async () => {
    opened = await open();
    store = opened.store;
    company = await tinyCompany(store);
    folder = mkdtempSync(join(tmpdir(), "concord-people-"));
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await opened.dispose();
  });

  test("are added with a first place, transferred, and archived when they work nowhere", async () => {
    expect(await savePerson(ctx(), person({ surname: "", personnelNumber: "001", email: "x", zone: "Mars" }), place({ fte: "3", departmentId: "?" }))).toMatchObject({
      ok: false, faults: [{ field: "surname" }, { field: "email" }, { field: "zone" }, { field: "departmentId" }, { field: "fte" }],
    });
    expect(await savePerson(ctx(), person({ personnelNumber: "001" }), place())).toMatchObject({ ok: false, faults: [{ code: "number_taken", field: "personnelNumber" }] });
    const saved = await savePerson(ctx(), person(), place());
    if (!saved.ok) throw new Error(saved.faults[0]!.code);
    const id = saved.personId;
    expect((await loadEverybody(store)).find((row) => row.id === id)).toMatchObject({ personnelNumber: "0007", email: "anna@tiny.test", sortKey: "иванова анна" });

    expect((await setPlace(ctx(), id, place({ departmentId: department("SALES"), from: "2026-09-01", fte: "0,5" }))).ok).toBe(true);
    expect(await spans(id)).toEqual(["FIN 2026-07-01 2026-09-01 1", "SALES 2026-09-01 – 0.5"]);
    expect(await setPlace(ctx(), id, place({ from: "2026-08-01" }))).toMatchObject({ ok: false, faults: [{ code: "later_place", field: "from" }] });
    expect(await setPlace(ctx(), id, place({ isTransfer: false, from: "2026-10-01", sharePct: "10" }))).toMatchObject({ ok: false, faults: [{ code: "overlap", facts: { department: "SALES" } }] });
    expect(await archivePerson(ctx(), id, TODAY)).toMatchObject({ ok: false, code: "has_places" });
    const held = (await loadPlaces(store, id)).at(-1)!;
    expect(await endPlace(ctx(), { personId: id, placeId: held.id, lastDay: "2026-08-01" })).toMatchObject({ ok: false, code: "before_from", field: "lastDay" });
    expect((await endPlace(ctx(), { personId: id, placeId: held.id, lastDay: "2026-12-31" })).ok).toBe(true);
    expect((await spans(id)).at(-1)).toBe("SALES 2026-09-01 2027-01-01 0.5");
    expect((await archivePerson(ctx(), id, "2027-01-01")).ok).toBe(true);
  });

  test("come from a file: nothing before the yes, all of it after, and the same file again changes nothing", async () => {
    const path = file("0007;Иванова;Анна;Петровна;FIN;Бухгалтер;0,5;2026-07-01;", "003;Cyrus;Cy;;LEGAL;Lawyer;1;01.08.2026;");
    const count = async () => [(await loadEverybody(store)).length, (await loadPlaces(store)).length, (await store.q.select().from(store.t.audit)).length];
    const before = await count();
    const shown = await previewPeople(store, path);
    if (!shown.ok) throw new Error(shown.code);
    expect(await count()).toEqual(before);
    expect(await importPeople(ctx(), path, "another")).toMatchObject({ ok: false, code: "changed_since" });
    expect(await importPeople(ctx(), path, shown.value.hash)).toMatchObject({ ok: true, value: { people: 2, changes: 4 } });
    const cy = company.people.get("003")!;
    expect(await spans(cy)).toEqual(["SALES 2020-01-01 2026-08-01 1", "LEGAL 2026-08-01 – 1"]);
    const after = await count();
    expect(after).toEqual([before[0]! + 1, before[1]! + 2, before[2]! + 1]);
    const again = await previewPeople(store, path);
    expect(again).toMatchObject({ ok: true, value: { plan: { changes: [], problems: [], same: 2 } } });
    expect(await importPeople(ctx(), path, shown.value.hash)).toMatchObject({ ok: false, code: "changed_since" });
    expect(await count()).toEqual(after);
  });

  test("with one bad row of a file nobody is written", async () => {
    const path = file("0007;Иванова;Анна;;FIN;;1;2026-07-01;", "0008;Б;В;;NOWHERE;;1;2026-07-01;");
    const shown = await previewPeople(store, path);
    expect(shown).toMatchObject({ ok: true, value: { plan: { problems: [{ line: 3, column: "department", reason: "unknown_department", facts: { value: "NOWHERE" } }] } } });
    expect(await importPeople(ctx(), path, shown.ok ? shown.value.hash : "")).toMatchObject({ ok: false, code: "has_problems" });
    expect((await loadEverybody(store)).some((row) => row.personnelNumber === "0007")).toBe(false);
  });

  test("a file in Windows-1251 is read; one without a needed column is refused", async () => {
    const path = join(folder, "old.csv");
    // "Табельный номер;Фамилия;Имя;Подразделение;С" and a row, in the bytes of Russian spreadsheets.
    const bytes = [..."Табельный номер;Фамилия;Имя;Подразделение;С\r\n0009;Ёлкин;Юрий;FIN;01.07.2026\r\n"].map((letter) => cp1251(letter));
    writeFileSync(path, Buffer.from(bytes));
    expect(await previewPeople(store, path)).toMatchObject({ ok: true, value: { plan: { problems: [], changes: [{ number: "0009", person: { surname: "Ёлкин" } }] } } });
    writeFileSync(path, "surname;given_name\nA;B\n");
    expect(await previewPeople(store, path)).toMatchObject({ ok: false, code: "missing_column", facts: { detail: "personnel_number" } });
  });
});

function cp1251(letter: string): number {
  const code = letter.codePointAt(0)!;
  if (code < 128) return code;
  return letter === "Ё" ? 0xa8 : letter === "ё" ? 0xb8 : code - 0x410 + 0xc0;
}
