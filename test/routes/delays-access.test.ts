import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { taskRef } from "#app/domain/evaluation/chain.ts";
import { evaluateAll } from "#app/operations/evaluate-tasks.server.ts";
import { keepHabits } from "#app/operations/keep-habits.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import * as habits from "#app/routes/_shell.scorecards.habits/route.tsx";
import * as scorecard from "#app/routes/_shell.scorecards.$departmentId/route.tsx";
import * as job from "#app/routes/_shell.settings.jobs_.$job/route.tsx";
import * as taskPage from "#app/routes/_shell.work.$id/route.tsx";
import * as waits from "#app/routes/_shell.work.$id_.waits/route.tsx";
import * as one from "#app/routes/_shell.work.incidents.$id/route.tsx";
import * as list from "#app/routes/_shell.work.incidents._index/route.tsx";
import * as declare from "#app/routes/_shell.work.incidents.new/route.tsx";
import * as habitsCsv from "#app/routes/scorecards.habits[.]csv/route.ts";
import * as incidentsCsv from "#app/routes/work.incidents[.]csv/route.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { listIncidents } from "#db/queries/incidents.server.ts";
import { claimJob, recentRuns, saveProgress } from "#db/queries/job-ledger.server.ts";
import { loadWaitsOfTask } from "#db/queries/waits.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { sqliteStore, type TestStore } from "#test/support/stores.ts";
import { addVerdicts, context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const NOW = Date.UTC(2026, 5, 18, 12);
const june = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);
/** Ada heads the provider, Cy belongs to the client, Leo to neither. */
const WHO = ["ada", "cy", "leo", "arno", "dora", "adam", "audrey"] as const;

let opened: TestStore;
let company: TinyCompany;
let tasks: string[];
beforeAll(async () => {
  opened = await sqliteStore();
  company = await tinyCompany(opened.store);
  const productId = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!.id;
  tasks = [];
  for (const title of ["Report", "Other report"]) {
    const asked = await requestTask(context(opened.store, june(15, 10)), { productId, clientId: company.departments.get("SALES")!, personId: company.people.get("003")!, neededBy: null, title });
    if (!asked.ok) throw new Error(asked.code);
    tasks.push(asked.value.taskId);
  }
  await addVerdicts(company, "FIN-SALES/report", "2026-06", { met: 3, excused: 1 });
  const { gathered } = await evaluateAll(context(opened.store, NOW));
  await keepHabits(context(opened.store, NOW), gathered);
});
afterAll(() => opened.dispose());

const call = (handler: Parameters<typeof callRoute>[0], who: string, path: string, params = {}, form?: Record<string, string>) => callRoute(handler, opened.store, NOW, company.accounts[who as "ada"], path, params, form);
const department = (code: string) => company.departments.get(code)!;
const draft = (over: Record<string, string> = {}) => ({ intent: "save", rowVersion: "0", title: "Power cut", evidence: "Notice no. 17", from: "2026-06-16T09:00", to: "2026-06-16T18:00", [`department:${department("FIN")}`]: "on", ...over });

describe("incidents", () => {
  test("are declared by the arbiter only; what was typed comes back with a sentence", async () => {
    for (const who of WHO) {
      expect([who, (await call(declare.loader, who, "/work/incidents/new")).status]).toEqual([who, who === "arno" ? 200 : 403]);
      if (who !== "arno") expect([who, (await call(declare.action, who, "/work/incidents/new", {}, draft())).status]).toEqual([who, 403]);
    }
    const bad = await call(declare.action, "arno", "/work/incidents/new", {}, draft({ to: "2026-06-16T09:00" }));
    expect([bad.status, JSON.parse(bad.text)]).toMatchObject([422, { values: { title: "Power cut" }, faults: { to: "It has to end after it begins." } }]);
    const nobody = draft();
    delete (nobody as Record<string, string>)[`department:${department("FIN")}`];
    expect(JSON.parse((await call(declare.action, "arno", "/work/incidents/new", {}, nobody)).text)).toMatchObject({ faults: { departmentIds: "Choose at least one department." } });
    const own = await call(declare.action, "arno", "/work/incidents/new", {}, draft({ [`department:${department("OFFICE")}`]: "on" }));
    expect([own.status, own.text.includes("another arbiter")]).toEqual([422, true]);
    const done = await call(declare.action, "arno", "/work/incidents/new", {}, draft());
    expect([done.status, done.headers.get("location")]).toEqual([302, expect.stringMatching(/^\/work\/incidents\/.+/)]);
  });

  test("are read by everyone, on the list, in its file, on their page and beside the scorecard", async () => {
    const [incident] = (await listIncidents(opened.store, { search: "", departmentId: null, state: null }, { limit: 1, offset: 0, descending: true })).rows;
    for (const who of WHO) {
      expect([who, (await call(list.loader, who, "/work/incidents?q=power")).text.includes("Power cut")]).toEqual([who, true]);
      expect([who, (await call(list.loader, who, "/work/incidents?q=flood")).text.includes("Power cut")]).toEqual([who, false]);
      expect([who, (await call(one.loader, who, "/x", { id: incident!.id })).text.includes("Notice no. 17")]).toEqual([who, true]);
    }
    expect((await call(incidentsCsv.loader, "cy", "/work/incidents.csv?state=standing")).text).toContain("Power cut,Finance");
    expect((await call(one.loader, "cy", "/x", { id: "none" })).status).toBe(404);
    expect((await call(scorecard.loader, "ada", "/x?period=2026-06", { departmentId: department("FIN") })).text).toContain("Power cut");
    // Tuesday from 9 to 18 stands still, also on the task's page.
    expect((await call(taskPage.loader, "cy", "/x", { id: tasks[0]! })).text).toContain('"reason":"incident"');
  });

  test("are changed and withdrawn by the arbiter, over the newest version, with a reason", async () => {
    const [incident] = (await listIncidents(opened.store, { search: "", departmentId: null, state: null }, { limit: 1, offset: 0, descending: true })).rows;
    const params = { id: incident!.id };
    expect((await call(one.action, "ada", "/x", params, draft({ rowVersion: "1" }))).status).toBe(403);
    expect((await call(one.action, "arno", "/x", params, draft({ rowVersion: "9" }))).status).toBe(409);
    expect((await call(one.action, "arno", "/x", params, { intent: "withdraw", rowVersion: "1", because: " " })).status).toBe(422);
    expect((await call(one.action, "arno", "/x", params, { intent: "withdraw", rowVersion: "1", because: "Another building." })).status).toBe(302);
    expect((await call(one.loader, "cy", "/x", params)).text).toContain("Another building.");
    expect((await call(list.loader, "cy", "/work/incidents?state=standing")).text).not.toContain("Power cut");
  });
});

describe("waits", () => {
  const path = () => `/work/${tasks[0]!}/waits`;
  const params = () => ({ id: tasks[0]! });
  test("are edited by who works on the task; the arbiter only ends them; a foreign task is not there", async () => {
    const status = Object.fromEntries(await Promise.all(["ada", "cy", "leo", "arno", "adam"].map(async (who) => [who, (await call(waits.loader, who, path(), params())).status] as const)));
    expect(status).toEqual({ ada: 200, cy: 403, leo: 404, arno: 200, adam: 403 });
    expect((await call(waits.action, "arno", path(), params(), { intent: "link", upstream: taskRef(tasks[1]!), other: "", note: "x" })).status).toBe(403);
  });
  test("name a task by its number that one may see; anything else is refused at its field", async () => {
    const number = (await opened.store.q.select().from(opened.store.t.task)).find((row) => row.id === tasks[1])!.externalId;
    const refused = await call(waits.action, "ada", path(), params(), { intent: "link", upstream: "", other: "NO-17", note: "Needed first." });
    expect([refused.status, JSON.parse(refused.text)]).toMatchObject([422, { values: { other: "NO-17", note: "Needed first." }, faults: { other: expect.stringContaining("no such task") } }]);
    expect(JSON.parse((await call(waits.action, "ada", path(), params(), { intent: "link", upstream: "t:anything", other: "", note: "x" })).text)).toMatchObject({ faults: { upstream: expect.any(String) } });
    expect((await call(waits.action, "ada", path(), params(), { intent: "link", upstream: "", other: number, note: "Needed first." })).status).toBe(302);
    expect((await loadWaitsOfTask(opened.store, tasks[0]!))[0]).toMatchObject({ upstream: taskRef(tasks[1]!), warnedAt: NOW, endedAt: null });
    const loop = await call(waits.action, "ada", `/work/${tasks[1]!}/waits`, { id: tasks[1]! }, { intent: "link", upstream: "", other: (await opened.store.q.select().from(opened.store.t.task)).find((row) => row.id === tasks[0])!.externalId, note: "x" });
    expect(JSON.parse(loop.text)).toMatchObject({ faults: { other: "That one waits for this task in the end: nobody could begin." } });
  });
  test("stand on both pages, and end", async () => {
    expect(JSON.parse((await call(taskPage.loader, "cy", "/x", { id: tasks[0]! })).text).waits).toMatchObject({ waits: [{ name: "Other report", note: "Needed first." }] });
    expect(JSON.parse((await call(taskPage.loader, "cy", "/x", { id: tasks[1]! })).text).waits).toMatchObject({ waits: [], waiting: [{ name: "Report" }] });
    expect((await call(waits.action, "arno", path(), params(), { intent: "end", number: "1" })).status).toBe(302);
    expect((await call(waits.action, "arno", path(), params(), { intent: "end", number: "1" })).status).toBe(409);
  });
});

describe("excuses, moves and pauses", () => {
  test("are for those who oversee, and for heads their own", async () => {
    const rows = async (who: string) => {
      const answer = await call(habits.loader, who, "/scorecards/habits?period=2026-06");
      return answer.status === 200 ? (JSON.parse(answer.text).rows as { name: string; due: number; excused: number; tasks: number }[]).map((row) => [row.name, row.due, row.excused, row.tasks]) : answer.status;
    };
    // Of Finance two open tasks, both late by now, and the verdicts of the fixture.
    const finance = ["Finance", 6, 1, 2];
    expect([await rows("adam"), await rows("leo")]).toEqual([403, 403]);
    expect([await rows("ada"), await rows("arno"), await rows("dora")]).toEqual([[finance], [finance], [finance]]);
    expect((await call(habitsCsv.loader, "arno", "/scorecards/habits.csv?period=2026-06")).text).toContain("2026-06,Finance,6,16.67");
    expect((await call(habitsCsv.loader, "leo", "/scorecards/habits.csv")).status).toBe(403);
  });
});

test("only the admin stops and resumes a job", async () => {
  const claim = (await claimJob(opened.store, "evaluate-all", june(18, 2), NOW, 3_600_000))!;
  await saveProgress(opened.store, claim, { done: 1, total: 4, cursor: "a" });
  const form = { step: "stop", slot: String(claim.slot) };
  const [path, params] = ["/settings/jobs/evaluate-all", { job: "evaluate-all" }];
  expect((await call(job.loader, "adam", path, params)).text).toContain('"progress":{"done":1');
  for (const who of ["ada", "arno", "audrey"]) expect([who, (await call(job.action, who, path, params, form)).status]).toEqual([who, 403]);
  expect((await call(job.action, "adam", "/settings/jobs/none", { job: "none" }, form)).status).toBe(404);
  expect((await call(job.action, "adam", path, params, { ...form, step: "dance" })).status).toBe(400);
  expect((await call(job.action, "adam", path, params, form)).status).toBe(302);
  expect((await recentRuns(opened.store, 1, "evaluate-all"))[0]).toMatchObject({ state: "running" });
  expect(await saveProgress(opened.store, claim, { done: 2, total: 4, cursor: "b" })).toEqual({ stopAsked: true });
});
