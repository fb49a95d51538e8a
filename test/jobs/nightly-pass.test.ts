import pino from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { and, eq } from "drizzle-orm";
import { steerJob } from "#app/operations/steer-job.server.ts";
import { tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { loadHabits } from "#db/queries/habits.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { recentRuns } from "#db/queries/job-ledger.server.ts";
import { loadNewestRuns } from "#db/queries/job-runs.server.ts";
import { JobStopped, type Job } from "#jobs/job.ts";
import { JOBS } from "#jobs/schedule-table.ts";
import { tick } from "#jobs/tick.server.ts";
import { testEnv } from "#test/support/environment.ts";
import { sqliteStore, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const HOUR = 3_600_000;
let opened: TestStore;
let company: TinyCompany;
let now: number;
const worker = () => ({ store: opened.store, env: testEnv(), log: pino({ level: "silent" }), now: () => now, stopping: () => false });
const ctx = () => context(opened.store, now);

beforeEach(async () => {
  opened = await sqliteStore();
  now = Date.UTC(2026, 5, 16, 2, 30);
  company = await tinyCompany(opened.store);
});
afterEach(() => opened.dispose());

describe("a long run", () => {
  const steps = ["a", "b", "c", "d"];
  /** Works one step after the other, and says what it worked. */
  const long = (worked: string[], between: (step: string) => Promise<void>): Job => ({
    job: "long", when: { type: "daily", at: "02:30" }, missed: "newest", leaseMs: HOUR,
    run: async (job) => {
      for (const [i, step] of steps.entries()) {
        if (job.resumed && step <= job.resumed.cursor) continue;
        if (job.stopping()) throw new JobStopped({ worked: worked.length });
        worked.push(step);
        await between(step);
        await job.progress({ done: i + 1, total: steps.length, cursor: step });
      }
      return { worked: worked.length };
    },
  });

  test("stops when it is asked to, shows how far it is, and goes on there when it is resumed", async () => {
    const worked: string[] = [];
    let slot = 0;
    const job = long(worked, async (step) => {
      if (step !== "b") return;
      slot = (await recentRuns(opened.store, 1, "long"))[0]!.slot;
      expect(await steerJob(ctx(), { job: "long", slot, act: "stop" })).toMatchObject({ ok: true });
      expect(await steerJob(ctx(), { job: "long", slot, act: "stop" })).toMatchObject({ ok: false, code: "changed_meanwhile" });
    });
    await tick(worker(), [job]);
    expect(worked).toEqual(["a", "b"]);
    expect((await loadNewestRuns(opened.store, ["long"]))[0]).toMatchObject({ state: "stopped", progress: { done: 2, total: 4 } });
    // A stopped run is left alone until somebody resumes it.
    now += HOUR;
    await tick(worker(), [job]);
    expect(worked).toEqual(["a", "b"]);
    expect(await steerJob(ctx(), { job: "long", slot, act: "resume" })).toMatchObject({ ok: true });
    await tick(worker(), [long(worked, async () => {})]);
    expect(worked).toEqual(["a", "b", "c", "d"]);
    expect((await recentRuns(opened.store, 1, "long"))[0]).toMatchObject({ state: "done", attempt: 2 });
    expect(await steerJob(ctx(), { job: "long", slot, act: "resume" })).toMatchObject({ ok: false, code: "changed_meanwhile" });
  });

  test("that its process leaves goes on with the next one, where it was", async () => {
    const worked: string[] = [];
    let isEnding = false;
    const job = long(worked, async (step) => void (isEnding = step === "c"));
    await tick({ ...worker(), stopping: () => isEnding }, [job]);
    expect(worked).toEqual(["a", "b", "c"]);
    isEnding = false;
    await tick(worker(), [long(worked, async () => {})]);
    expect(worked).toEqual(["a", "b", "c", "d"]);
  });
});

describe("the nightly pass", () => {
  const nightly = JOBS.filter((job) => job.job === "evaluate-all");
  const newest = async () => (await loadNewestRuns(opened.store, ["evaluate-all"]))[0]!;
  beforeEach(async () => {
    const report = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!.id;
    const asked = await requestTask(context(opened.store, Date.UTC(2026, 5, 1, 10)), { productId: report, clientId: company.departments.get("SALES")!, personId: company.people.get("003")!, neededBy: null, title: "Report" });
    if (!asked.ok) throw new Error(asked.code);
    await evaluateDue(ctx());
  });

  test("finds nothing to change after the minutes' runs, and keeps what it counted", async () => {
    await tick(worker(), nightly);
    expect(await newest()).toMatchObject({ state: "done", defects: [], counts: { changed: 0, defects: 0, tallyDifferences: 0 }, progress: { done: 1, total: 1 } });
    expect(await loadHabits(opened.store, ["2026-06"], "all")).toMatchObject([{ departmentId: company.departments.get("FIN"), tasks: 1, paused: 0, moved: 0 }]);
  });

  test("says as a defect what is stored otherwise than it is judged, with the difference, and mends it", async () => {
    const { verdict: v, tally: y } = opened.store.t;
    const spoil = { at: now, actor: { kind: "cli" as const, id: "test" }, action: "evaluate" as const, entity: "verdict", entityId: "x" };
    await opened.store.writeAll((w) => [w.update(v).set({ outcome: "met" }).where(eq(v.obligationKey, "FIN-SALES/report")).returning({ item: v.item })], spoil);
    await opened.store.writeAll((w) => [w.update(y).set({ n: 7 }).where(and(eq(y.obligationKey, "FIN-SALES/report"), eq(y.standing, "breached"))).returning({ n: y.n })], spoil);
    await tick(worker(), nightly);
    const run = await newest();
    expect(run.counts).toMatchObject({ changed: 1, defects: 2, tallyDifferences: 1 });
    expect(run.defects!.map((one) => [one.what, one.before.split(" ")[0], one.after.split(" ")[0]])).toEqual([["verdict", "met", "breached"], ["tally", "7", "1"]]);
    expect(await tallyDifferences(ctx())).toEqual([]);
  });
});
