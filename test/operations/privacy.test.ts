import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forgetPeople, saveRetentionRule, whoIsForgotten } from "#app/operations/forget-people.server.ts";
import { verifyAudit } from "#app/operations/verify-audit.server.ts";
import { verifyPeriod } from "#app/operations/verify-period.server.ts";
import * as file from "#app/routes/people.$id.data[.]json/route.ts";
import * as page from "#app/routes/_shell.settings.privacy/route.tsx";
import { findAccessRequest, insertAccessRequest } from "#db/queries/access-requests.server.ts";
import { insertIdentity, loadIdentities } from "#db/queries/identities.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { findFactor, startFactor } from "#db/queries/second-factors.server.ts";
import { insertInvitations } from "#db/queries/ratings.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES, TEST_KEYS, type TestStore } from "#test/support/stores.ts";
import { addTwoMonths, at, closeTwoMonths, context, payTinyCompany, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

describe.each(STORES)("what the portal knows of a person, on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  const NOW = at("2026-07-20");
  const LATER = at("2029-08-01");
  const get = (who: keyof TinyCompany["accounts"], number: string) => callRoute(file.loader, opened.store, NOW, company.accounts[who], "/", { id: company.people.get(number)! });

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
    await closeTwoMonths(company);
    await payTinyCompany(company);
    const { store, people, departments } = company;
    const { answer: a, membership: m } = store.t;
    const bo = people.get("002")!;
    const asked = {
      id: "of-bo", survey: "transactional" as const, personId: bo, taskId: null, providerId: departments.get("LEGAL")!, clientId: departments.get("FIN")!, agreementId: null, period: "2026-07",
      state: "answered" as const, tokenHash: null, createdAt: NOW, sentAt: null, remindedAt: null, expiresAt: NOW, handedFrom: null,
    };
    const said = { invitationId: "of-bo", number: 1, csat: 2, effort: null, reasons: [], comment: "Canary comment of Bo", extra: null, statisticsOnly: false, isCurrent: true, answeredAt: NOW, voidedAt: null, voidedBecause: null, voidedBy: null };
    await store.writeAll((w) => [...insertInvitations(store, w, [asked]), w.insert(a).values(said).returning({ n: a.number })], { at: NOW, actor: { kind: "cli", id: "t" }, action: "answer.record", entity: "answer", entityId: "of-bo" });
    const bosAccount = company.accounts.bo;
    await store.writeAll((w) => [startFactor(store, w, { accountId: bosAccount, secretSealed: "sealed", startedAt: NOW }), insertIdentity(store, w, { issuer: "https://login.example", subject: "canary-bo", accountId: bosAccount, linkedAt: NOW }), insertAccessRequest(store, w, { id: "for-bo", kind: "role", personId: bo, role: "hr", reason: "Canary reason for Bo", askedBy: null, askedAt: NOW, state: "withdrawn", decidedBy: null, decidedAt: NOW })], { at: NOW, actor: { kind: "cli", id: "t" }, action: "factor.add", entity: "account", entityId: bosAccount });
    await store.writeAll((w) => [w.update(m).set({ to: "2026-08-01" }).where(eq(m.personId, bo)).returning({ id: m.id })], { at: NOW, actor: { kind: "cli", id: "t" }, action: "person.edit", entity: "person", entityId: bo, details: { surname: "Canary" } });
  });
  afterAll(() => opened.dispose());

  test("the person gets all of it, pay included; nobody's secrets", async () => {
    const { status, text } = await get("bo", "002");
    expect(status).toBe(200);
    const data = JSON.parse(text) as { tables: Record<string, unknown[]>; statements: unknown[] };
    expect(Object.keys(data.tables)).toEqual(expect.arrayContaining(["account", "invitation", "membership", "person"]));
    expect(data.statements).toHaveLength(1);
    expect(text).not.toMatch(/passwordHash|"[a-zA-Z]*(Sealed|Hash|salt|hmac)"|argon2/);
  });

  test("HR gets pay and no opinion, the administrator neither; others nothing", async () => {
    const hr = JSON.parse((await get("hana", "002")).text) as { tables: Record<string, unknown>; statements: unknown };
    expect([Object.keys(hr.tables).includes("invitation"), hr.statements]).toEqual([false, [expect.anything()]]);
    const admin = await get("adam", "002");
    expect(JSON.parse(admin.text)).toMatchObject({ statements: null });
    expect(Object.keys((JSON.parse(admin.text) as { tables: object }).tables)).not.toEqual(expect.arrayContaining(["invitation"]));
    for (const who of ["ada", "arno", "dora", "audrey"] as const) expect([404, 403]).toContain((await get(who, "002")).status);
  });

  test("a rule is set by the administrator, and only a whole number of years", async () => {
    const post = (who: keyof TinyCompany["accounts"], years: string) => callRoute(page.action, opened.store, NOW, company.accounts[who], "/settings/privacy", {}, { years });
    for (const bad of ["0", "76", "-1", "1.5", "many"]) expect([bad, (await post("adam", bad)).status]).toEqual([bad, 422]);
    expect((await post("hana", "3")).status).toBe(403);
    expect((await post("adam", "3")).status).toBe(302);
    expect(await saveRetentionRule(context(opened.store, NOW), null, 3)).toMatchObject({ ok: true });
  });

  test("nobody is forgotten before the time", async () => {
    expect(await whoIsForgotten(context(opened.store, at("2029-07-31")), 3, 10)).toEqual([]);
    expect(await forgetPeople(context(opened.store, at("2029-07-31")))).toEqual({ forgotten: 0 });
    expect((await whoIsForgotten(context(opened.store, LATER), 3, 10)).map((one) => one.personId)).toEqual([company.people.get("002")!]);
  });

  test("then name, addresses and words are gone, and sums, closings and the chain verify as before", async () => {
    const { store } = opened;
    expect(await forgetPeople(context(store, LATER))).toEqual({ forgotten: 1 });
    expect(await forgetPeople(context(store, LATER))).toEqual({ forgotten: 0 });
    expect([await loadIdentities(store, company.accounts.bo), await findFactor(store, company.accounts.bo), (await findAccessRequest(store, "for-bo"))?.reason]).toEqual([[], null, ""]);
    const [bo] = await loadPeople(store, [company.people.get("002")!]);
    expect(bo).toMatchObject({ surname: expect.stringMatching(/^N-/), givenName: "", email: null });
    const tables = await Promise.all([store.q.select().from(store.t.person), store.q.select().from(store.t.account), store.q.select().from(store.t.answer), store.q.select().from(store.t.audit)]);
    expect(JSON.stringify(tables)).not.toMatch(/Canary|"002"/);
    expect((await verifyAudit(store, TEST_KEYS.audit)).broken).toBeNull();
    for (const month of ["2026-05", "2026-06", "2026-Q2"]) {
      const verified = await verifyPeriod(store, month);
      expect([month, verified.ok && verified.value.differences]).toEqual([month, []]);
    }
  });
});
