import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstBrokenRow, GENESIS } from "#db/audit-chain.server.ts";
import type { AuditRow } from "#db/audit-chain.server.ts";
import { newId } from "#db/new-id.server.ts";
import { DuplicateError, exactly, StaleWriteError } from "#db/store.ts";
import type { AuditEntry, Store } from "#db/store.ts";
import { NOON, STORES, TEST_KEYS } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";

const audit = (entityId: string): AuditEntry => ({
  at: NOON,
  actor: { kind: "cli", id: "test" },
  action: "department.add",
  entity: "department",
  entityId,
  details: { after: { code: entityId } },
});

const department = (code: string) => ({
  id: `id-${code}`,
  parentId: null,
  code,
  name: { en: code, ru: code },
  sortKey: code,
  isTeam: false,
  calendarId: null,
  archivedAt: null,
});

describe.each(STORES)("a unit of work on %s", (_name, open) => {
  let opened: TestStore;
  let store: Store;
  beforeAll(async () => {
    opened = await open();
    store = opened.store;
  });
  afterAll(() => opened.dispose());

  const codes = async () =>
    (await store.q.select({ code: store.t.department.code }).from(store.t.department).orderBy(asc(store.t.department.code))).map((row) => row.code);
  const chain = async () => (await store.q.select().from(store.t.audit).orderBy(asc(store.t.audit.seq))) as AuditRow[];

  test("writes all rows and one audit row together", async () => {
    const { department: d } = store.t;
    await store.writeAll((w) => [exactly(1, w.insert(d).values(department("hr")).returning({ id: d.id }))], audit("hr"));
    expect(await codes()).toEqual(["hr"]);
    expect((await chain()).map((row) => [row.seq, row.action, row.entityId])).toEqual([[1, "department.add", "hr"]]);
  });

  test("JSON, booleans, large numbers and bytes come back as they went in", async () => {
    const { task: _task, department: d, jobRun } = store.t;
    const [row] = await store.q.select().from(d).where(eq(d.code, "hr"));
    expect(row).toMatchObject({ name: { en: "hr", ru: "hr" }, isTeam: false, archivedAt: null });
    const slot = Date.UTC(2099, 0, 1);
    await store.writeUnaudited((w) => [
      w.insert(jobRun).values({ job: "j", slot, state: "done", leaseUntil: slot, attempt: 1, fence: 1, startedAt: slot, finishedAt: slot, counts: { n: 3 } }).returning({ job: jobRun.job }),
    ]);
    const [run] = await store.q.select().from(jobRun);
    expect(run).toMatchObject({ slot, counts: { n: 3 }, error: null });
  });

  test("another row count than expected rolls everything back, audit included", async () => {
    const { department: d } = store.t;
    const before = (await chain()).length;
    await expect(
      store.writeAll(
        (w) => [
          w.insert(d).values(department("it")).returning({ id: d.id }),
          exactly(1, w.update(d).set({ code: "x" }).where(eq(d.code, "nobody")).returning({ id: d.id })),
        ],
        audit("it"),
      ),
    ).rejects.toBeInstanceOf(StaleWriteError);
    expect(await codes()).toEqual(["hr"]);
    expect(await chain()).toHaveLength(before);
  });

  test("a value that must be unique is refused by name, not by driver code", async () => {
    const { department: d } = store.t;
    await expect(
      store.writeAll((w) => [w.insert(d).values({ ...department("hr"), id: newId() }).returning({ id: d.id })], audit("hr")),
    ).rejects.toBeInstanceOf(DuplicateError);
  });

  test("two writers at once leave one unbroken chain", async () => {
    const { department: d } = store.t;
    await Promise.all(
      ["a", "b", "c", "d"].map((code) =>
        store.writeAll((w) => [w.insert(d).values(department(code)).returning({ id: d.id })], [audit(code), audit(`${code}2`)]),
      ),
    );
    const rows = await chain();
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_row, index) => index + 1));
    expect(firstBrokenRow(GENESIS, rows, TEST_KEYS.audit)).toBeNull();
  });

  test.each([
    ["an edited value", (rows: AuditRow[]) => rows.map((row) => (row.seq === 3 ? { ...row, details: "{}" } : row)), { seq: 3, why: "details" }],
    ["an edited actor", (rows: AuditRow[]) => rows.map((row) => (row.seq === 3 ? { ...row, actorId: "me" } : row)), { seq: 3, why: "signature" }],
    ["a deleted row", (rows: AuditRow[]) => rows.filter((row) => row.seq !== 3), { seq: 3, why: "gap" }],
    ["a key that is not ours", (rows: AuditRow[]) => rows.map((row) => (row.seq === 3 ? { ...row, keyId: "z" } : row)), { seq: 3, why: "unknown_key" }],
  ])("%s is found in the chain", async (_what, tamper, found) => {
    expect(firstBrokenRow(GENESIS, tamper(await chain()), TEST_KEYS.audit)).toEqual(found);
  });

  test("erased details leave the chain valid", async () => {
    const rows = (await chain()).map((row) => (row.seq === 2 ? { ...row, details: "" } : row));
    expect(firstBrokenRow(GENESIS, rows, TEST_KEYS.audit)).toBeNull();
  });

  test("a sealed value opens in its own place only", () => {
    const sealed = store.pay.seal("bonus_line:r1:p1", { paid: 3_061_096 });
    expect(sealed).not.toContain("3061096");
    expect(store.pay.open("bonus_line:r1:p1", sealed)).toEqual({ paid: 3_061_096 });
    expect(() => store.pay.open("bonus_line:r1:p2", sealed)).toThrow();
  });

  test("references hold", async () => {
    const { membership: m } = store.t;
    await expect(
      store.writeAll(
        (w) => [w.insert(m).values({ id: "m", personId: "nobody", departmentId: "none", position: {}, fte: "1", sharePct: "100", employment: "permanent", from: "2026-01-01", to: null }).returning({ id: m.id })],
        audit("m"),
      ),
    ).rejects.toThrow();
  });
});
