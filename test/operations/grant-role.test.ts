import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rolesHeld } from "#app/domain/access/roles-held.ts";
import { addUser } from "#app/operations/add-user.server.ts";
import { askForRole, confirmAccess, revokeRole, turnDownAccess } from "#app/operations/grant-role.server.ts";
import { speakNotices } from "#app/operations/read-notice-words.server.ts";
import { listGrants, loadWaitingRequests } from "#db/queries/access-requests.server.ts";
import { insertAccount, loadRoleGrants } from "#db/queries/accounts.server.ts";
import { pgStore, STORES, type TestStore } from "#test/support/stores.ts";
import { at, context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-06-15");
const DAY = 24 * 3_600_000;

describe.each(STORES.slice(0, 1))("a role on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  beforeEach(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
  });
  afterEach(() => opened.dispose());

  const ctx = (now = NOW) => context(opened.store, now);
  const leo = () => company.people.get("020")!;
  const rolesOfLeo = async (now: number) => rolesHeld(await loadRoleGrants(opened.store, leo()), now).map(({ role }) => role);
  async function ask(role: "hr" | "admin" = "hr"): Promise<string> {
    const asked = await askForRole(ctx(), { accountId: company.accounts.adam, personId: leo(), role, reason: "stands in for Hana" });
    if (!asked.ok) throw new Error(asked.code);
    return asked.value.id;
  }
  const confirm = (accountId: string, requestId: string, now = NOW) => confirmAccess(ctx(now), { accountId, requestId });

  test("is asked for by one, confirmed by another, and holds a day later", async () => {
    const id = await ask();
    expect(await rolesOfLeo(NOW + 10 * DAY)).toEqual([]);
    expect(await confirm(company.accounts.hana, id)).toEqual({ ok: true, value: { from: NOW + DAY } });
    expect(await rolesOfLeo(NOW + DAY - 1)).toEqual([]);
    expect(await rolesOfLeo(NOW + DAY)).toEqual(["hr"]);
    const [grant] = (await listGrants(opened.store, { search: "lex", role: null, state: "held", now: NOW, sort: { column: "name", descending: false }, limit: 10, offset: 0 })).rows;
    expect(grant).toMatchObject({ role: "hr", grantedBy: company.people.get("014"), confirmedBy: company.people.get("010") });
    const { notice } = opened.store.t;
    const told = await opened.store.q.select().from(notice);
    // HR is asked to confirm; neither the asker nor the one it is for is.
    expect(told.filter((row) => row.kind === "access_asked").map((row) => row.personId).sort()).toEqual([company.people.get("003")!, company.people.get("010")!].sort());
    const words = await speakNotices(opened.store, told, "en");
    expect(words.map((one) => one?.text).sort()).toEqual(["Lex Leo is to become: HR. A second person has to confirm it", "Lex Leo is to become: HR. A second person has to confirm it", expect.stringMatching(/^You were given the role HR; it holds from /)]);
  });

  test("is not confirmed by its asker, by the one it is for, by their second accounts, nor by somebody without a say (I-02)", async () => {
    const { store } = opened;
    const second = (name: string, personId: string) => store.writeAll((w) => [insertAccount(store, w, { id: `account-${name}`, personId, email: `${name}@tiny.test`, passwordHash: null, isDemo: false, disabledAt: null, createdAt: NOW })], { at: NOW, actor: { kind: "cli", id: "t" }, action: "account.add", entity: "account", entityId: name });
    await second("adam2", company.people.get("014")!);
    const id = await ask();
    for (const [accountId, code] of [[company.accounts.adam, "same_person"], ["account-adam2", "same_person"], [company.accounts.leo, "not_a_confirmer"], [company.accounts.dora, "not_a_confirmer"], [company.accounts.audrey, "not_a_confirmer"], ["nobody", "not_found"]] as const)
      expect(await confirm(accountId, id), accountId).toMatchObject({ ok: false, code });
    expect(await askForRole(ctx(), { accountId: "account-adam2", personId: company.people.get("014")!, role: "hr", reason: "for me" })).toMatchObject({ ok: false, code: "own_role" });
    // Of two people who confirm at once one is heard; nobody afterwards.
    const both = await Promise.all([confirm(company.accounts.hana, id), confirm(company.accounts.hugo, id)]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(await confirm(company.accounts.hugo, id)).toMatchObject({ ok: false, code: "changed_meanwhile" });
    expect((await loadRoleGrants(store, leo())).length).toBe(1);
  });

  test("that was asked for by somebody who lost theirs is not given", async () => {
    const id = await ask();
    const { roleGrant: g } = opened.store.t;
    await opened.store.writeAll((w) => [w.insert(g).values({ id: "other-admin", personId: company.people.get("012")!, role: "admin", from: 0, to: null }).returning({ id: g.id })], { at: NOW, actor: { kind: "cli", id: "t" }, action: "role.grant", entity: "person", entityId: "x" });
    expect(await revokeRole(ctx(), { grantId: "admin-014", byPersonId: company.people.get("012")! })).toMatchObject({ ok: true });
    expect(await confirm(company.accounts.hana, id)).toMatchObject({ ok: false, code: "asker_is_no_admin" });
    expect(await turnDownAccess(ctx(), { accountId: company.accounts.hana, requestId: id })).toMatchObject({ ok: true });
    expect(await loadWaitingRequests(opened.store)).toEqual([]);
  });

  test("is withdrawn by its asker, and asked for twice only after that", async () => {
    const id = await ask();
    expect(await askForRole(ctx(), { accountId: company.accounts.adam, personId: leo(), role: "hr", reason: "again" })).toMatchObject({ ok: false, code: "role_waiting" });
    expect(await turnDownAccess(ctx(), { accountId: company.accounts.adam, requestId: id })).toMatchObject({ ok: true });
    expect(await confirm(company.accounts.hana, id)).toMatchObject({ ok: false, code: "changed_meanwhile" });
    expect(await ask()).not.toBe(id);
  });

  test("is taken away by one, at once, also before it began; the last admin's stays", async () => {
    const id = await ask("admin");
    await confirm(company.accounts.hana, id);
    const [grant] = (await listGrants(opened.store, { search: "lex", role: "admin", state: null, now: NOW, sort: { column: "from", descending: true }, limit: 10, offset: 0 })).rows;
    expect(await revokeRole(ctx(), { grantId: "admin-014", byPersonId: company.people.get("014")! })).toMatchObject({ ok: false, code: "last_admin" });
    expect(await revokeRole(ctx(), { grantId: grant!.id, byPersonId: company.people.get("014")! })).toMatchObject({ ok: true });
    expect(await rolesOfLeo(NOW + 2 * DAY)).toEqual([]);
    expect(await revokeRole(ctx(), { grantId: grant!.id, byPersonId: company.people.get("014")! })).toMatchObject({ ok: false, code: "changed_meanwhile" });
  });
});

describe.each(STORES.slice(0, 1))("the command line on %s", (_name, open) => {
  let opened: TestStore;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.dispose());

  test("gives the first person their roles at once; later ones wait for a second person", async () => {
    const user = (name: string, roles: readonly ("admin" | "hr")[]) =>
      addUser(context(opened.store, NOW), { email: `${name}@first.test`, surname: name, givenName: "X", personnelNumber: name, password: "grey zebra on a ladder", roles, locale: "en" });
    const first = await user("first", ["admin"]);
    expect(first).toMatchObject({ ok: true, value: { roles: "given" } });
    const second = await user("second", ["hr"]);
    if (!first.ok || !second.ok) throw new Error("not added");
    expect(second.value.roles).toBe("asked");
    expect(await loadRoleGrants(opened.store, second.value.personId)).toEqual([]);
    const [request] = await loadWaitingRequests(opened.store);
    expect(await confirmAccess(context(opened.store, NOW), { accountId: second.value.accountId, requestId: request!.id })).toMatchObject({ ok: false });
    expect(await confirmAccess(context(opened.store, NOW), { accountId: first.value.accountId, requestId: request!.id })).toMatchObject({ ok: true });
    expect(await loadRoleGrants(opened.store, second.value.personId)).toMatchObject([{ role: "hr", from: NOW + DAY }]);
  });
});

/** The statements themselves on the other database; its start alone takes seconds, so one flow stands for all. */
test("the same on PostgreSQL: asked, confirmed by one of two at once, taken away", async () => {
  const opened = await pgStore();
  const company = await tinyCompany(opened.store);
  const ctx = context(opened.store, NOW);
  const asked = await askForRole(ctx, { accountId: company.accounts.adam, personId: company.people.get("020")!, role: "hr", reason: "stands in" });
  if (!asked.ok) throw new Error(asked.code);
  const both = await Promise.all(["hana", "hugo"].map((name) => confirmAccess(ctx, { accountId: company.accounts[name as "hana"], requestId: asked.value.id })));
  expect(both.filter((one) => one.ok)).toHaveLength(1);
  const [grant] = (await listGrants(opened.store, { search: "", role: "hr", state: "held", now: NOW, sort: { column: "from", descending: true }, limit: 1, offset: 0 })).rows;
  expect(await revokeRole(ctx, { grantId: grant!.id, byPersonId: company.people.get("014")! })).toEqual({ ok: true, value: null });
  await opened.dispose();
});
