import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { raiseDispute } from "#app/operations/raise-dispute.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import * as corrections from "#app/routes/_shell.periods.corrections/route.tsx";
import * as one from "#app/routes/_shell.work.disputes.$id/route.tsx";
import * as list from "#app/routes/_shell.work.disputes._index/route.tsx";
import * as csv from "#app/routes/work.disputes[.]csv/route.ts";
import { insertDispute } from "#db/queries/closing.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { findDispute } from "#db/queries/disputes.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { sqliteStore, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const NOW = Date.UTC(2026, 5, 18, 12);
const june = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);
/** Ada heads the provider, Cy belongs to the client, Leo to neither. */
const WHO = ["ada", "cy", "leo", "arno", "adam", "audrey"] as const;
const CANARY = "The annex came late.";
const SECRET = "My base was wrong by 12,345.";

describe("who reads and decides objections", () => {
  let opened: TestStore;
  let company: TinyCompany;
  let id = "";
  beforeAll(async () => {
    opened = await sqliteStore();
    company = await tinyCompany(opened.store);
    const { store } = opened;
    const person = (number: string) => company.people.get(number)!;
    const productId = (await loadProducts(store)).find((row) => row.code === "REPORT")!.id;
    const asked = await requestTask(context(store, june(15, 10)), { productId, clientId: company.departments.get("SALES")!, personId: person("003"), neededBy: null, title: "Sales report" });
    if (!asked.ok) throw new Error(asked.code);
    const { taskId } = asked.value;
    await actOnTask(context(store, june(18, 9)), { taskId, seq: (await findTask(store, taskId))!.seq, command: { type: "deliver" }, personId: person("001"), sides: ["provider"] });
    const raised = await raiseDispute(context(store, june(18, 10)), { about: { taskId }, obligationKey: "FIN-SALES/report", cycle: 0, carry: 0, personId: person("001"), departmentId: company.departments.get("FIN")!, reason: CANARY });
    if (!raised.ok) throw new Error(raised.code);
    id = raised.value.disputeId;
    await store.writeAll(
      (w) => [
        insertDispute(store, w, {
          id: "bonus-of-bo", period: "2026-Q2", subject: "bonus", obligationKey: null, item: null, cycle: null, carry: null, subjectId: null, raisedBy: person("002"), departmentId: company.departments.get("PAYROLL")!,
          reason: SECRET, state: "open", createdAt: NOW, decideBy: NOW, decidedBy: null, decidedAt: null, decision: null, rowVersion: 1,
        }),
      ],
      { at: NOW, actor: { kind: "cli", id: "test" }, action: "dispute.raise", entity: "dispute", entityId: "bonus-of-bo" },
    );
  });
  afterAll(() => opened.dispose());

  const call = (handler: Parameters<typeof callRoute>[0], who: string, path: string, params = {}, form?: Record<string, string>) => callRoute(handler, opened.store, NOW, company.accounts[who as "ada"], path, params, form);

  test.each(WHO)("%s reads the objection only as a side of the work or as oversight", async (who) => {
    const answer = await call(one.loader, who, `/work/disputes/${id}`, { id });
    const reads = ["ada", "cy", "arno", "audrey"].includes(who);
    expect([who, answer.status === 200, answer.text.includes(CANARY)]).toEqual([who, reads, reads]);
  });

  test.each(WHO)("%s sees what was said about a bonus only as oversight", async (who) => {
    const reads = ["arno", "audrey", "cy"].includes(who); // Cy holds the role of HR beside.
    expect((await call(one.loader, who, "/work/disputes/bonus-of-bo", { id: "bonus-of-bo" })).text.includes(SECRET)).toBe(reads);
    for (const [handler, path] of [[list.loader, "/work/disputes?view=all"], [csv.loader, "/work/disputes.csv?view=all"]] as const) {
      const answer = await call(handler, who, path);
      expect([who, path, answer.text.includes("Bosch") || answer.text.includes(SECRET)]).toEqual([who, path, reads]);
    }
  });

  test("a person reads the objection to the own bonus", async () => {
    expect((await call(one.loader, "bo", "/work/disputes/bonus-of-bo", { id: "bonus-of-bo" })).text).toContain(SECRET);
  });

  test.each(WHO.filter((who) => who !== "arno"))("%s decides nothing", async (who) => {
    const answer = await call(one.action, who, `/work/disputes/${id}`, { id }, { act: "excuse", rowVersion: "1", text: "x", reason: "other" });
    expect(answer.status).toBeGreaterThanOrEqual(403);
    expect((await findDispute(opened.store, id))?.state).toBe("open");
    expect((await call(corrections.loader, who, "/periods/corrections")).status).toBe(403);
    expect((await call(corrections.action, who, "/periods/corrections", {}, { decision: "approved", id: "x" })).status).toBe(403);
  });

  test("the arbiter is told what is missing, with what was typed kept, and decides", async () => {
    const act = (form: Record<string, string>) => call(one.action, "arno", `/work/disputes/${id}`, { id }, { rowVersion: "1", ...form });
    const empty = await act({ act: "excuse", text: " ", reason: "client_input" });
    expect([empty.status, empty.text.includes("text_missing"), empty.text.includes("client_input")]).toEqual([422, true, true]);
    const noTime = await act({ act: "correct", eventId: "e", how: "at", date: "2026-02-31", time: "10:00", text: "The receipt" });
    expect([noTime.status, noTime.text.includes("not_a_time"), noTime.text.includes("The receipt")]).toEqual([422, true, true]);
    expect((await act({ act: "refuse", text: "The letter is later." })).status).toBe(302);
    expect(await findDispute(opened.store, id)).toMatchObject({ state: "refused" });
    expect((await act({ act: "refuse", text: "Again." })).status).toBe(409);
  });
});
