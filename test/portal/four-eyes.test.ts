import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openPortal, startSession, type OpenPortal } from "#test/support/open-portal.ts";

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
