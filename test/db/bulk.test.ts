import { asc } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AuditEntry, Store } from "#db/store.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import { NOON, STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";

const audit: AuditEntry = { at: NOON, actor: { kind: "cli", id: "test" }, action: "department.add", entity: "department", entityId: "many" };
const department = (n: number, more = {}) => ({ id: `id-${n}`, parentId: null, code: `D${n}`, name: { en: `"Отдел" ${n}` }, sortKey: String(n).padStart(5, "0"), isTeam: n % 2 === 1, calendarId: null, archivedAt: null, ...more });

describe.each(STORES)("bulk statements on %s", (_name, open) => {
  let opened: TestStore;
  let store: Store;
  beforeAll(async () => {
    opened = await open();
    store = opened.store;
  });
  afterAll(() => opened.dispose());

  const all = () => store.q.select().from(store.t.department).orderBy(asc(store.t.department.sortKey));

  test("insert more rows than one statement holds, each as it went in", async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => department(n));
    await store.writeAll((w) => store.bulk.insert(w, store.t.department, rows), audit);
    const stored = await all();
    expect(stored).toHaveLength(2_500);
    expect(stored[1]).toMatchObject({ id: "id-1", name: { en: '"Отдел" 1' }, isTeam: true, archivedAt: null });
  });

  test("upsert replaces a row of the same key and adds a new one", async () => {
    await store.writeAll((w) => store.bulk.upsert(w, store.t.department, ["id"], [department(0, { code: "ZERO", archivedAt: NOON }), department(2_500)]), audit);
    const stored = await all();
    expect(stored).toHaveLength(2_501);
    expect(stored[0]).toMatchObject({ code: "ZERO", archivedAt: NOON });
  });

  test("update changes rows that stand as they were read, an empty value among them", async () => {
    const change = (n: number, was: number | null, now: number | null) => ({ was: { id: `id-${n}`, archivedAt: was }, now: { archivedAt: now, code: `N${n}` } });
    const update = (rows: ReturnType<typeof change>[]) => store.writeAll((w) => store.bulk.update(w, store.t.department, { where: ["id", "archivedAt"], set: ["archivedAt", "code"], rows }), audit);
    await update([change(0, NOON, null), change(1, null, 7), change(2, null, null)]);
    expect((await all()).slice(0, 3).map((row) => [row.code, row.archivedAt])).toEqual([["N0", null], ["N1", 7], ["N2", null]]);
    await expect(update([change(3, null, 9), change(1, null, 8)])).rejects.toThrow(StaleWriteError);
    expect((await all())[3]).toMatchObject({ archivedAt: null });
  });

  test("a row that is there already refuses the whole unit", async () => {
    const before = await all();
    await expect(store.writeAll((w) => store.bulk.insert(w, store.t.department, [department(9_000), department(5)]), audit)).rejects.toThrow(DuplicateError);
    expect(await all()).toEqual(before);
  });

  test("nothing to write is no statement", () => {
    expect(store.bulk.insert(undefined as never, store.t.department, [])).toEqual([]);
    expect(store.bulk.update(undefined as never, store.t.department, { where: ["id"], set: ["code"], rows: [] })).toEqual([]);
  });
});
