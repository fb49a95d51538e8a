import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loader as list } from "#app/routes/_shell.needs._index/route.tsx";
import { action as step, loader as openNeed } from "#app/routes/_shell.needs.$id/route.tsx";
import { action as state, loader as openNew } from "#app/routes/_shell.needs.new/route.tsx";
import { action as profile, loader as openProfile } from "#app/routes/_shell.needs.profile/route.tsx";
import { listAgreements } from "#db/queries/agreement-pages.server.ts";
import { loadNeeds } from "#db/queries/needs.server.ts";
import { loadAllProducts } from "#db/queries/products.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { at, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-06-15");

describe.each(STORES)("needs on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  const id = (code: string) => company.departments.get(code)!;
  const call = (handler: Parameters<typeof callRoute>[0], name: keyof TinyCompany["accounts"], path: string, params: Record<string, string> = {}, form?: Record<string, string>) =>
    callRoute(handler, opened.store, NOW, company.accounts[name], path, params, form);
  beforeEach(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    const { departmentPost: post } = opened.store.t;
    await opened.store.writeAll(
      (w) => [w.insert(post).values(([["LEGAL", "020"], ["SALES", "003"]] as const).map(([code, number]) => ({ id: code, departmentId: id(code), personId: company.people.get(number)!, post: "head" as const, scope: [], from: "2026-01-01", to: null }))).returning({ id: post.id })],
      { at: 0, actor: { kind: "cli", id: "test" }, action: "department.post", entity: "department", entityId: "x" },
    );
  });
  afterEach(() => opened.dispose());

  test("are stated by the client, answered by the provider, and seen by the two alone", async () => {
    const product = (await loadAllProducts(opened.store)).find((row) => row.code === "REPORT")!;
    const form = { clientId: id("LEGAL"), productId: product.id, dimension: "timing", what: "The month's report", measure: "by the 3rd working day", why: "the board meets then", importance: "must" };
    expect((await call(openNew, "bo", "/needs/new")).status).toBe(403);
    const foreign = await call(state, "leo", "/needs/new", {}, { ...form, clientId: id("SALES"), what: "" });
    expect([foreign.status, JSON.parse(foreign.text)]).toMatchObject([422, { values: { measure: "by the 3rd working day" }, faults: { clientId: expect.any(String) } }]);
    expect(JSON.parse((await call(state, "leo", "/needs/new", {}, { ...form, measure: "" })).text).faults.measure).toContain("measure");
    expect((await call(state, "leo", "/needs/new", {}, form)).status).toBe(302);

    const [need] = await loadNeeds(opened.store, null);
    const params = { id: need!.id };
    expect(JSON.parse((await call(list, "ada", "/needs")).text).rows).toMatchObject([{ what: "The month's report", state: "open" }]);
    expect(JSON.parse((await call(list, "cy", "/needs")).text).rows).toEqual([]);
    expect((await call(openNeed, "cy", "/needs/x", params)).status).toBe(404);
    expect(JSON.parse((await call(openNeed, "ada", "/needs/x", params)).text)).toMatchObject({ kind: "timing", mayPromise: true, mayDecline: true, mayWithdraw: false });
    expect(JSON.parse((await call(openNeed, "leo", "/needs/x", params)).text)).toMatchObject({ mayPromise: false, mayWithdraw: true });

    const act = (name: keyof TinyCompany["accounts"], intent: string, over: Record<string, string> = {}) => call(step, name, "/needs/x", params, { intent, ...over });
    expect((await act("leo", "promise")).status).toBe(404);
    expect((await act("ada", "withdraw")).status).toBe(404);
    expect(JSON.parse((await act("ada", "decline")).text).faults).toHaveProperty("reply");
    expect((await act("ada", "decline", { reply: "The 4th day is possible" })).status).toBe(302);
    expect((await act("leo", "reopen")).status).toBe(302);
    expect(JSON.parse((await act("ada", "promise")).text).faults).toHaveProperty("agreementId");
    const agreement = (await listAgreements(opened.store, { side: "all" })).find((row) => row.code === "FIN-LEGAL")!;
    expect((await act("ada", "promise", { agreementId: agreement.id })).status).toBe(302);
    expect((await loadNeeds(opened.store, [id("LEGAL")]))[0]).toMatchObject({ state: "promised", agreementId: agreement.id, reply: "The 4th day is possible" });
    expect((await act("leo", "withdraw")).status).toBe(422);
  });

  test("a client describes itself; the provider reads it; of two tabs the second is refused", async () => {
    const path = `/needs/profile?client=${id("LEGAL")}&provider=${id("FIN")}`;
    const product = (await loadAllProducts(opened.store)).find((row) => row.code === "REPORT")!;
    const save = (name: keyof TinyCompany["accounts"], form: Record<string, string>) => call(profile, name, path, {}, { intent: "profile", ...form });
    expect((await save("ada", { pains: "x", seen: "0" })).status).toBe(404);
    expect((await save("leo", { pains: "Late figures", fears: "", seen: "0" })).status).toBe(302);
    const late = await save("leo", { pains: "Other", seen: "0" });
    expect([late.status, JSON.parse(late.text).values.pains]).toEqual([422, "Other"]);
    expect((await save("leo", { intent: "kpi_add", name: "Contracts in 3 days", productId: product.id, target: "95,5", unit: "%", isHigherBetter: "on" })).status).toBe(302);
    expect(JSON.parse((await save("leo", { intent: "kpi_add", name: "", productId: product.id })).text).faults).toHaveProperty("name");
    expect(JSON.parse((await call(openProfile, "ada", path)).text)).toMatchObject({ mayEdit: false, texts: { pains: "Late figures" }, kpis: [{ name: "Contracts in 3 days", target: "95.5", isHigherBetter: true }] });
    expect((await call(openProfile, "cy", path)).status).toBe(404);
  });
});
