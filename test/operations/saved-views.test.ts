import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ownDepartments } from "#app/domain/access/own-departments.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { loadActor } from "#app/operations/load-actor.server.ts";
import { deleteView, KEPT_DELETED_MS, openListWith, restoreView, saveView } from "#app/operations/save-view.server.ts";
import { starPage } from "#app/operations/star-page.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadFavourites } from "#db/queries/favourites.server.ts";
import { forgetKept, loadViewIds, loadViews } from "#db/queries/saved-views.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const NOW = Date.UTC(2026, 5, 15, 12);

/** Ada heads finance, Bo is of its payroll team, Cy belongs to sales. */
describe.each(STORES)("what people keep, over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
  });
  afterAll(() => opened.dispose());
  const ctx = (now = NOW) => context(opened.store, now);
  const actor = async (who: keyof TinyCompany["accounts"]) => (await loadActor(opened.store, company.accounts[who], NOW, "2026-06-15", departmentTree(await loadDepartments(opened.store))))!;
  const views = async (who: keyof TinyCompany["accounts"], list = "/work") => {
    const one = await actor(who);
    return (await loadViews(opened.store, one.personId, ownDepartments(one), list)).map((view) => `${view.name}${view.isDefault ? " *" : ""}`);
  };
  const save = async (who: keyof TinyCompany["accounts"], name: string, over: Partial<Parameters<typeof saveView>[2]> = {}) =>
    saveView(ctx(), await actor(who), { id: null, list: "/work", query: "?view=late&page=2", name, sharedWithId: null, ...over });
  const saved = async (...args: Parameters<typeof save>) => {
    const done = await save(...args);
    if (!done.ok) throw new Error(done.code);
    return done.value.id;
  };

  test("a view is its owner's; one that is shared also stands in the menus of that department and its teams", async () => {
    const fin = company.departments.get("FIN")!;
    const own = await saved("ada", "Mine");
    const shared = await saved("ada", "Ours", { sharedWithId: fin });
    expect(await views("ada")).toEqual(["Mine", "Ours"]);
    expect(await views("bo")).toEqual(["Ours"]);
    expect(await views("cy")).toEqual([]);
    expect(await views("ada", "/improvement")).toEqual([]);
    // Only its owner changes or deletes it; to others it does not exist.
    expect(await saveView(ctx(), await actor("bo"), { id: shared, list: "/work", query: "", name: "Taken", sharedWithId: null })).toMatchObject({ ok: false, code: "unknown_view" });
    expect(await deleteView(ctx(), await actor("cy"), own)).toMatchObject({ ok: false, code: "unknown_view" });
    expect(await openListWith(ctx(), await actor("cy"), own, true)).toMatchObject({ ok: false, code: "unknown_view" });
  });

  test("it is shared by those who head the department, and by nobody else", async () => {
    const fin = company.departments.get("FIN")!;
    for (const who of ["bo", "cy", "hana", "adam", "audrey"] as const) expect(await save(who, "Pushed", { sharedWithId: fin }), who).toMatchObject({ ok: false, code: "not_yours_to_share" });
    expect(await save("ada", "Pushed", { sharedWithId: company.departments.get("SALES")! })).toMatchObject({ ok: false, code: "not_yours_to_share" });
  });

  test("a list opens with one view for each person; taking a view from people takes their first page back too", async () => {
    const [ada, bo] = [await actor("ada"), await actor("bo")];
    const id = await saved("ada", "First", { sharedWithId: company.departments.get("FIN")! });
    const other = await saved("bo", "Other");
    expect(await openListWith(ctx(), ada, id, true)).toMatchObject({ ok: true });
    expect(await openListWith(ctx(), bo, other, true)).toMatchObject({ ok: true });
    expect(await openListWith(ctx(), bo, id, true)).toMatchObject({ ok: true });
    expect(await views("bo")).toEqual(["First *", "Other", "Ours"]);
    expect(await saveView(ctx(), ada, { id, list: "/work", query: "view=late", name: "First", sharedWithId: null })).toMatchObject({ ok: true });
    expect(await views("bo")).toEqual(["Other", "Ours"]);
  });

  test("a deleted view comes back within a month, to its owner", async () => {
    const [ada, bo] = [await actor("ada"), await actor("bo")];
    const id = await saved("ada", "Gone");
    expect(await deleteView(ctx(), ada, id)).toMatchObject({ ok: true });
    expect(await views("ada")).not.toContain("Gone");
    expect(await restoreView(ctx(NOW + 1), bo, id)).toMatchObject({ ok: false, code: "unknown_view" });
    expect(await restoreView(ctx(NOW + KEPT_DELETED_MS + 1), ada, id)).toMatchObject({ ok: false, code: "unknown_view" });
    expect(await restoreView(ctx(NOW + 1), ada, id)).toMatchObject({ ok: true });
    expect(await views("ada")).toContain("Gone");
  });

  test("a page is starred once, under its newest title, and no more than fifty", async () => {
    const { personId } = await actor("leo");
    const star = (path: string, label: string, isStarred = true) => starPage(ctx(), personId, { path, label, isStarred });
    expect(await star("/work/abc", "Report")).toMatchObject({ ok: true });
    expect(await star("/work/abc", "  Report,  renamed ")).toMatchObject({ ok: true });
    expect(await loadFavourites(opened.store, personId)).toEqual([{ path: "/work/abc", label: "Report, renamed" }]);
    for (const path of ["//evil.example", "/work/../x", "javascript:alert(1)", "/x?y"]) expect(await star(path, "x"), path).toMatchObject({ ok: false, code: "bad_path" });
    for (let n = 1; n < 50; n += 1) await star(`/work/${n}`, `Task ${n}`);
    expect(await star("/work/more", "More")).toMatchObject({ ok: false, code: "most_reached" });
    expect(await star("/work/abc", "", false)).toMatchObject({ ok: true });
    expect(await loadFavourites(opened.store, personId)).toHaveLength(49);
  });

  test("whoever is forgotten leaves none of it, nor their name among others' favourites", async () => {
    const { personId } = await actor("ada");
    const bo = await actor("bo");
    await starPage(ctx(), bo.personId, { path: `/people/${personId}`, label: "Adams Ada", isStarred: true });
    await starPage(ctx(), bo.personId, { path: "/work", label: "Work", isStarred: true });
    await starPage(ctx(), personId, { path: "/work", label: "Work", isStarred: true });
    const shared = await saved("ada", "Left behind", { sharedWithId: company.departments.get("FIN")! });
    await openListWith(ctx(), bo, shared, true);
    const ids = await loadViewIds(opened.store, personId);
    await opened.store.writeAll((w) => forgetKept(opened.store, w, personId, ids), { at: NOW, actor: { kind: "cli", id: "test" }, action: "person.forget", entity: "person", entityId: personId });
    expect(await loadFavourites(opened.store, bo.personId)).toEqual([{ path: "/work", label: "Work" }]);
    expect(await loadFavourites(opened.store, personId)).toEqual([]);
    expect(await views("ada")).toEqual([]);
    expect(await views("bo")).toEqual(["Other"]);
  });
});
