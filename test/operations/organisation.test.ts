import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { archiveDepartment } from "#app/operations/archive-department.server.ts";
import { loadActor } from "#app/operations/load-actor.server.ts";
import { saveClientGroup } from "#app/operations/save-client-group.server.ts";
import { saveDepartment } from "#app/operations/save-department.server.ts";
import { endDepartmentPost, setDepartmentPost } from "#app/operations/set-department-post.server.ts";
import { joinGroup, leaveGroup } from "#app/operations/set-group-member.server.ts";
import { can } from "#app/domain/access/can.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { loadGroupMembers } from "#db/queries/agreements.server.ts";
import { findDepartment } from "#db/queries/catalogue.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPostsOfDepartment } from "#db/queries/organisation.server.ts";
import { loadPosts } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { at, context, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const TODAY = "2026-06-15";

describe.each(STORES)("the organisation on %s", (_name, open) => {
  let opened: TestStore;
  let store: Store;
  let company: TinyCompany;
  const ctx = () => context(store, at(TODAY));
  const id = (code: string) => company.departments.get(code)!;
  const draft = (over: object = {}) => ({ id: null, code: "NEW", name: { en: "New" }, parentId: null, calendarId: null, isTeam: false, ...over });

  beforeEach(async () => {
    opened = await open();
    store = opened.store;
    company = await tinyCompany(store);
  });
  afterEach(() => opened.dispose());

  test("departments are added, moved, and archived once nothing holds them", async () => {
    const added = await saveDepartment(ctx(), draft({ parentId: id("OFFICE") }));
    if (!added.ok) throw new Error(added.faults[0]!.code);
    expect(await saveDepartment(ctx(), draft({ code: "new" }))).toMatchObject({ ok: false, faults: [{ code: "code_taken", field: "code" }] });
    expect(await saveDepartment(ctx(), draft({ id: id("OFFICE"), parentId: added.departmentId }))).toMatchObject({ ok: false, faults: [{ code: "loop", field: "parentId" }] });
    expect(await saveDepartment(ctx(), draft({ id: id("SALES"), isTeam: true, parentId: id("FIN") }))).toMatchObject({ ok: false, faults: [{ code: "team_is_party" }] });
    expect(await archiveDepartment(ctx(), id("OFFICE"), TODAY)).toMatchObject({ ok: false, code: "has_below" });
    expect(await archiveDepartment(ctx(), id("SALES"), TODAY)).toMatchObject({ ok: false, code: "has_people", facts: { count: 1 } });
    expect((await archiveDepartment(ctx(), added.departmentId, TODAY)).ok).toBe(true);
    expect((await loadDepartments(store)).map((row) => row.code)).not.toContain("NEW");
    expect((await findDepartment(store, added.departmentId))?.archivedAt).toBe(at(TODAY));
    expect(await saveDepartment(ctx(), draft())).toMatchObject({ ok: false, faults: [{ code: "code_taken" }] });
    const trail = (await store.q.select().from(store.t.audit)).map((row) => row.action);
    expect(trail.slice(-2)).toEqual(["department.add", "department.archive"]);
  });

  test("a new head ends the old post on the first day; a deputy acts only in scope and in time", async () => {
    const post = (name: string, over: object) => setDepartmentPost(ctx(), id("FIN"), { personId: company.people.get(name)!, post: "deputy", scope: ["sign"], from: TODAY, to: null, ...over });
    expect((await post("002", { to: "2026-07-01" })).ok).toBe(true);
    const actorOn = async (day: string) => {
      const departments = await loadDepartments(store);
      return (await loadActor(store, company.accounts.bo, at(day), day, departmentTree(departments)))!;
    };
    const party = { partyIds: [id("FIN")] };
    expect(can(await actorOn("2026-06-30"), "agreement.sign", party)).toBe(true);
    expect(can(await actorOn("2026-06-30"), "task.reassign", { departmentIds: [id("FIN")] })).toBe(false);
    expect(can(await actorOn("2026-07-01"), "agreement.sign", party)).toBe(false);

    expect(await post("003", { post: "head", from: "2026-07-01" })).toMatchObject({ ok: true, ended: 1 });
    const headOn = async (day: string) => (await loadPosts(store, day)).filter((row) => row.departmentId === id("FIN") && row.post === "head").map((row) => row.personId);
    expect(await headOn("2026-06-30")).toEqual([company.people.get("001")]);
    expect(await headOn("2026-07-01")).toEqual([company.people.get("003")]);

    const deputy = (await loadPostsOfDepartment(store, id("FIN"))).find((row) => row.post === "deputy")!;
    const end = (to: string) => endDepartmentPost(ctx(), { departmentId: id("FIN"), postId: deputy.id, to });
    expect(await end("2026-06-01")).toMatchObject({ ok: false, code: "before_from", field: "to" });
    expect(await end("2026-08-01")).toMatchObject({ ok: false, code: "not_longer" });
    expect((await end(TODAY)).ok).toBe(true);
    expect(can(await actorOn("2026-06-30"), "agreement.sign", party)).toBe(false);
  });

  test("a department joins a group, and not a second one whose agreement promises the same", async () => {
    const group = async (code: string) => {
      const saved = await saveClientGroup(ctx(), { id: null, code, name: { en: code }, representativeId: null });
      if (!saved.ok) throw new Error(saved.code);
      return saved.value.groupId;
    };
    const [one, two] = [await group("ONE"), await group("TWO")];
    expect(await saveClientGroup(ctx(), { id: null, code: "ONE", name: { en: "x" }, representativeId: null })).toMatchObject({ ok: false, code: "code_taken", field: "code" });
    await agreeWithGroups(store, id("FIN"), [one, two]);
    const join = (groupId: string, over: object = {}) => joinGroup(ctx(), { groupId, departmentId: id("OFFICE"), from: "2026-07-01", to: null, ...over }, "en");
    expect((await join(one)).ok).toBe(true);
    expect(await join(one)).toMatchObject({ ok: false, faults: [{ code: "already_member" }] });
    expect(await join(two, { from: "2026-08-01" })).toMatchObject({ ok: false, faults: [{ code: "same_rank", field: "departmentId", facts: { product: "Report", mine: "G-1", other: "G-0" } }] });
    expect(await join(two, { departmentId: id("PAYROLL") })).toMatchObject({ ok: false, faults: [{ code: "team_in_group" }] });
    expect(await leaveGroup(ctx(), { groupId: one, departmentId: id("OFFICE"), from: "2026-07-01", to: "2026-06-01" })).toMatchObject({ ok: false, code: "before_from" });
    expect((await leaveGroup(ctx(), { groupId: one, departmentId: id("OFFICE"), from: "2026-07-01", to: "2026-08-01" })).ok).toBe(true);
    const both = await Promise.all([join(two, { from: "2026-08-01" }), join(one, { from: "2026-08-01" })]);
    expect(both.filter((answer) => answer.ok)).toHaveLength(1);
    if (both[1]!.ok) return;
    expect((await loadGroupMembers(store)).map(({ from, to }) => ({ from, to }))).toEqual([{ from: "2026-07-01", to: "2026-08-01" }, { from: "2026-08-01", to: null }]);
  });
});

/** Two agreements of a provider with groups, which promise the same product. */
async function agreeWithGroups(store: Store, providerId: string, groupIds: readonly string[]): Promise<void> {
  const { agreement, agreementVersion, obligation } = store.t;
  const [version] = await store.q.select().from(agreementVersion).limit(1);
  const [promise] = (await store.q.select().from(obligation)).filter((row) => row.key === "FIN-SALES/report");
  await store.writeAll(
    (w) =>
      groupIds.flatMap((clientGroupId, i) => [
        w.insert(agreement).values({ id: `g${i}`, code: `G-${i}`, providerId, clientKind: "group", clientDepartmentId: null, clientGroupId, createdAt: 0 }).returning({ id: agreement.id }),
        w.insert(agreementVersion).values({ ...version!, id: `v${i}`, agreementId: `g${i}`, number: 1 }).returning({ id: agreementVersion.id }),
        w.insert(obligation).values({ ...promise!, versionId: `v${i}`, agreementId: `g${i}`, key: `G-${i}/report` }).returning({ id: obligation.key }),
      ]),
    { at: 0, actor: { kind: "cli", id: "test" }, action: "agreement.add", entity: "agreement", entityId: "g" },
  );
}
