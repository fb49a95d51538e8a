import BetterSqlite3 from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addHookIn } from "#app/operations/hooks/save-hook-in.server.ts";
import { hookSecrets, placeOfHookIn } from "#app/operations/hooks/hook-secrets.server.ts";
import { useOfKey } from "#app/operations/keys/key-use.server.ts";
import { resealValues, type Resealed } from "#app/operations/keys/reseal-values.server.ts";
import { SEALED_PLACES } from "#app/operations/keys/sealed-places.server.ts";
import { makeLinkToken } from "#app/operations/survey-link.server.ts";
import { sealedColumns } from "#db/backup-sqlite.server.ts";
import type { Key, KeyRing } from "#db/key-ring.server.ts";
import { newId, sha256 } from "#db/new-id.server.ts";
import { findHookIn } from "#db/queries/hooks-in.server.ts";
import { insertKeptForm, keptFormPlace } from "#db/queries/kept-forms.server.ts";
import { payCipher } from "#db/pay-cipher.server.ts";
import { NOON, pgStore, sqliteStore, STORES, TEST_KEYS, type TestStore } from "#test/support/stores.ts";
import { addTwoMonths, closeTwoMonths, context, payTinyCompany, tinyCompany } from "#test/support/tiny-company.ts";

const FORMS = 450;
const key = (id: string, byte: number): Key => ({ id, bytes: Buffer.alloc(32, byte) });
/** A ring whose newest key can be another one from now on, as after a new start. */
const changing = (...keys: Key[]) => ({ get current() { return keys[0]!; }, byId: (id: string) => keys.find((one) => one.id === id), keys }) satisfies KeyRing & { keys: Key[] };
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

test("every sealed column of the database is among those that are sealed anew", async () => {
  const opened = await sqliteStore();
  const db = new BetterSqlite3(opened.file!, { readonly: true });
  const { app, pay } = sealedColumns(db);
  const known = (ring: "app" | "pay") => SEALED_PLACES.filter((at) => at.ring === ring).map(({ table, column }) => `${snake(table)}.${snake(column)}`).sort();
  expect([known("app"), known("pay")]).toEqual([app, pay]);
  db.close();
  await opened.dispose();
});

describe.each([[STORES[0][0], sqliteStore], [STORES[1][0], pgStore]] as const)("a new key on %s", (_name, open) => {
  const pay = changing(key("k1", 2));
  const app = changing(key("s1", 3));
  let opened: TestStore;
  let hookId: string;
  const ctx = () => context(opened.store, NOON);
  const use = (ring: "pay" | "app" | "audit", one: Key) => useOfKey(opened.store, ring, one, NOON);

  beforeAll(async () => {
    opened = await open({ ...TEST_KEYS, pay });
    const { store } = opened;
    const company = await tinyCompany(store);
    await addTwoMonths(company);
    await closeTwoMonths(company);
    await payTinyCompany(company);
    const hook = await addHookIn(ctx(), app, { name: "Desk", source: "desk", scheme: "concord", providerIds: null, secret: "", personId: company.people.get("014")! });
    if (!hook.ok) throw new Error(hook.code);
    hookId = hook.value.id;
    for (let n = 0; n < FORMS; n += 1) {
      const id = newId();
      await insertKeptForm(store, { id, sessionHash: "x", contentSealed: store.pay.seal(keptFormPlace(id), n), expiresAt: NOON + 1 });
    }
  });
  afterAll(() => opened.dispose());

  test("goes to what is written from now on; what rests under the older one goes on opening", async () => {
    pay.keys.unshift(key("k2", 4));
    app.keys.unshift(key("s2", 5));
    expect([(await use("pay", pay.keys[1]!)).values > FORMS, (await use("pay", pay.keys[0]!)).values]).toEqual([true, 0]);
    expect(await opened.store.pay.open(keptFormPlace("a"), opened.store.pay.seal(keptFormPlace("a"), "new"))).toBe("new");
  });

  test("ended in the middle, it goes on with what is left; then every value opens with the newest key alone", async () => {
    const rings = { pay, app };
    const before = (await use("pay", pay.keys[1]!)).values;
    const stopped = resealValues(ctx(), rings, ({ table, values }) => {
      if (table === "keptForm" && values > 200) throw new Error("stopped");
    });
    await expect(stopped).rejects.toThrow("stopped");
    const left = (await use("pay", pay.keys[1]!)).values;
    expect(left).toBeGreaterThan(0);
    expect((await use("pay", pay.keys[0]!)).values).toBe(before - left);
    const done = await resealValues(ctx(), rings);
    expect(done.reduce((sum: number, { values }: Resealed) => sum + values, 0)).toBe(left + 1);
    expect([await use("pay", pay.keys[1]!), await use("app", app.keys[1]!)]).toEqual([{ values: 0, signed: 0, links: 0 }, { values: 0, signed: 0, links: 0 }]);
    // A second time there is nothing to do.
    expect((await resealValues(ctx(), rings)).every(({ values }) => values === 0)).toBe(true);

    const newest = payCipher(changing(pay.keys[0]!));
    const forms = await opened.store.q.select().from(opened.store.t.keptForm);
    expect(forms.map(({ id, contentSealed }) => newest.open<number>(keptFormPlace(id), contentSealed)).sort((a, b) => a - b)).toEqual(Array.from({ length: FORMS }, (_value, n) => n));
    for (const row of await opened.store.q.select().from(opened.store.t.bonusLine)) expect(newest.open<{ personId: string }>(`bonus_line:${row.runId}:${row.personId}`, row.statementSealed).personId).toBe(row.personId);
    expect(hookSecrets(changing(app.keys[0]!)).open(placeOfHookIn(hookId), (await findHookIn(opened.store, hookId))!.secret)).toMatch(/^[\w-]{43}$/);
  });

  test("each batch is in the audit log, with the key and without a value", async () => {
    const { audit } = opened.store.t;
    const rows = (await opened.store.q.select().from(audit)).filter((row) => row.action === "keys.reseal");
    expect(rows.filter((row) => row.entity === "keptForm").map((row) => row.rows)).toEqual([200, 200, 50]);
    expect(rows.every((row) => /^\{"key":"[ks]2","ring":"(pay|app)"\}$/.test(row.details))).toBe(true);
  });

  test("a key is needed as long as a link of a mail is open that it signed, and an audit key for ever", async () => {
    const { store } = opened;
    const [person] = await store.q.select().from(store.t.person).limit(1);
    const round = { id: newId(), roundPerson: newId() };
    await store.writeAll((w) => [
      w.insert(store.t.surveyRound).values({ id: round.id, survey: "relationship", quarter: "2031-Q1", openedAt: NOON, closesAt: NOON + 9_000, closedAt: null }).returning({ id: store.t.surveyRound.id }),
      w.insert(store.t.roundPerson).values({ id: round.roundPerson, roundId: round.id, personId: person!.id, state: "open", draft: null, tokenHash: sha256(makeLinkToken(changing(app.keys[1]!), round.roundPerson, NOON + 9_000, "round")), createdAt: NOON, sentAt: NOON, remindedAt: null }).returning({ id: store.t.roundPerson.id }),
    ], { at: NOON, actor: { kind: "cli", id: "test" }, action: "survey.invite", entity: "test", entityId: "test" });
    expect([(await use("app", app.keys[1]!)).links, (await use("app", app.keys[0]!)).links, (await useOfKey(store, "app", app.keys[1]!, NOON + 9_000)).links]).toEqual([1, 0, 0]);
    expect((await use("audit", TEST_KEYS.audit.current)).signed).toBeGreaterThan(10);
  });
});
