import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { addHookIn } from "#app/operations/hooks/save-hook-in.server.ts";
import { openPortal, startSession, type OpenPortal } from "#test/support/open-portal.ts";
import { changedTables, sumsOf } from "./database-sum.ts";

const DAY_MS = 86_400_000;

describe("I-02: a run of pay needs another pair of eyes, by the forms of its page", () => {
  let portal: OpenPortal;
  let runId: string;
  let contentHash: string;

  beforeAll(async () => {
    portal = await openPortal(inject("demoDir"));
    const run = portal.db.prepare("select id, content_hash as hash from bonus_run where state = 'submitted'").get() as { id: string; hash: string };
    runId = run.id;
    contentHash = run.hash;
  });
  afterAll(() => portal.close());

  /** A session of a new account of somebody, with a role that is held since so many days. */
  function account(personId: string, role: string | null, heldDays = 90): string {
    const { db } = portal;
    const id = `account-of-${personId}-${role ?? "none"}-${heldDays}`;
    const at = Date.now() - heldDays * DAY_MS;
    db.prepare("insert into account (id, person_id, email, password_hash, is_demo, disabled_at, created_at) values (?, ?, ?, null, 0, null, ?)").run(id, personId, `${id}@meridian.example`, at);
    if (role) db.prepare(`insert into role_grant (id, person_id, role, "from", "to") values (?, ?, ?, ?, null)`).run(id, personId, role, at);
    return `concord=${startSession(db, id)}`;
  }
  const personOf = (email: string) => (portal.db.prepare("select person_id as id from account where email = ?").get(email) as { id: string }).id;
  /** Somebody without any account, of a department. */
  const somebody = (department: string) => (portal.db.prepare(`select m.person_id as id from membership m join department d on d.id = m.department_id where d.code = ? and m."to" is null and not exists (select 1 from account a where a.person_id = m.person_id) order by m.person_id`).get(department) as { id: string }).id;
  const press = (cookie: string, step: string, hash = contentHash) => portal.post(`/pay/runs/${runId}`, null, { step, contentHash: hash }, { cookie }).then(({ status }) => status);
  const approvals = () => portal.db.prepare("select step, role, person_id as personId, content_hash as hash from run_approval where run_id = ? order by step").all(runId) as { step: number; role: string; personId: string; hash: string }[];
  const state = () => (portal.db.prepare("select state from bonus_run where id = ?").get(runId) as { state: string }).state;

  test("what moves money, closes, grants or gives a secret asks again who one is, once ten minutes have gone by", async () => {
    const { db, account: of } = portal;
    const stale = (accountId: string): string => {
      const id = startSession(db, accountId);
      db.prepare("update session set proven_at = ? where id_hash = ?").run(Date.now() - 11 * 60_000, createHash("sha256").update(id).digest("hex"));
      return `concord=${id}`;
    };
    const idOf = (sql: string) => (db.prepare(sql).get() as { id: string } | undefined)?.id ?? "0".repeat(32);
    const [hr, arbiter, admin] = [stale(of.hr.id), stale(of.arbiter.id), stale(of.admin.id)];
    const hook = await addHookIn({ store: portal.store, now: Date.now(), actor: { kind: "account", id: of.admin.id } }, portal.env.appSecret, { name: "Desk", source: "desk", scheme: "concord", providerIds: null, secret: "", personId: of.admin.personId });
    if (!hook.ok) throw new Error(hook.code);
    const doors: readonly [cookie: string, path: string, form: Record<string, string> | null][] = [
      [arbiter, `/periods/${idOf("select month as id from period where state in ('review', 'sealed') limit 1")}`, { step: "confirm", draftHash: "0".repeat(64) }],
      [hr, `/pay/runs/${runId}`, { step: "approve", contentHash }],
      [hr, `/pay/runs/${runId}`, { step: "publish", contentHash }],
      [hr, `/pay/runs/${idOf("select id from bonus_run where published_at is not null")}/export`, { profile: "generic", file: "csv", encoding: "utf-8", separator: ";" }],
      [hr, `/people/${of.employee.personId}/data.json`, null],
      [admin, "/settings/roles", { intent: "confirm", id: "x" }],
      [admin, "/settings/roles/new", { personId: of.employee.personId, role: "hr", reason: "x" }],
      [admin, "/settings/accounts/new", { email: "new@meridian.example" }],
      [admin, `/settings/accounts/${of.employee.id}`, { step: "end" }],
      [admin, "/settings/tokens", { intent: "issue", name: "x" }],
      [admin, "/settings/tokens/in", { name: "x" }],
      [admin, `/settings/tokens/in/${hook.value.id}`, { intent: "off" }],
      [admin, "/settings/tokens/out", { intent: "add", name: "x" }],
    ];
    const before = sumsOf(portal, ["session", "kept_form", "audit"]);
    const asked: unknown[] = [];
    for (const [cookie, path, form] of doors) {
      const { status, headers } = form === null ? await portal.ask(path, { headers: { cookie } }) : await portal.post(path, null, form, { cookie });
      asked.push([path, status, /^\/account\/confirm\/[0-9a-f]{32}$/.test(String(headers.location))]);
    }
    expect(asked).toEqual(doors.map(([, path]) => [path, 303, true]));
    expect(changedTables(before, sumsOf(portal, ["session", "kept_form", "audit"]))).toEqual([]);
  });

  test("an admin ends the sessions of an account: none of them opens anything from then on", async () => {
    const { db, account: of } = portal;
    const theirs = [0, 1].map(() => `concord=${startSession(db, of.employee.id)}`);
    const opens = (cookie: string) => portal.ask("/account", { headers: { cookie } }).then(({ status }) => status);
    expect(await Promise.all(theirs.map(opens))).toEqual([200, 200]);
    expect((await portal.post(`/settings/accounts/${of.employee.id}`, "employee", { step: "end" })).status).toBe(403);
    expect((await portal.post(`/settings/accounts/${of.employee.id}`, "admin", { step: "end" })).status).toBe(302);
    expect(await Promise.all(theirs.map(opens))).toEqual([302, 302]);
    expect(db.prepare("select count(*) as n from session where account_id = ?").get(of.employee.id)).toEqual({ n: 0 });
  });

  test("not who prepared it, not by a second account, not by a role of yesterday, not another content, not by sending it as something else", async () => {
    const preparer = personOf("hr@meridian.example");
    const eyes: readonly [name: string, cookie: string, hash?: string][] = [
      ["who prepared it", account(preparer, null)],
      ["their second account, with the role once more", account(preparer, "hr", 91)],
      ["their account as a director", account(preparer, "director", 92)],
      ["a role held since yesterday", account(somebody("LOG"), "hr", 1)],
      ["another content", portal.cookie("hr"), "0".repeat(64)],
      ["no role at all", account(somebody("FAC"), null)],
    ];
    for (const [name, cookie, hash] of eyes) expect([name, [403, 409].includes(await press(cookie, "approve", hash)), approvals()]).toEqual([name, true, []]);
    expect(await press(portal.cookie("hr"), "publish")).toBe(409);
    expect([state(), approvals()]).toEqual(["submitted", []]);
  });

  test("two of HR press at once, twenty times: one approval of the first step, none of the second; what is returned meanwhile is approved by nobody", async () => {
    const other = account(somebody("PROC"), "hr");
    const statuses = await Promise.all(Array.from({ length: 40 }, (_, i) => press(i % 2 === 0 ? portal.cookie("hr") : other, "approve")));
    expect(statuses.filter((status) => status === 302 || status === 303 || status === 204)).toHaveLength(1);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    expect(approvals().map(({ step, role, hash }) => [step, role, hash])).toEqual([[1, "hr", contentHash]]);
    const [returned, ...approved] = await Promise.all([portal.post(`/pay/runs/${runId}`, "hr", { step: "return", reason: "A factor is missing." }).then(({ status }) => status), press(other, "approve"), press(portal.cookie("hr"), "approve")]);
    expect([returned, ...approved].filter((status) => status >= 500)).toEqual([]);
    expect(state()).toBe("returned");
    expect(approvals()).toEqual([]);
    expect(await press(portal.cookie("director"), "approve")).toBe(409);
  });
});
