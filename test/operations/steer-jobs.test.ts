import pino from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { scheduleOf } from "#app/domain/schedule/portal-jobs.ts";
import { askForJob } from "#app/operations/ask-for-run.server.ts";
import { readJobStandings } from "#app/operations/job-standings.server.ts";
import { continueJob, pauseJob } from "#app/operations/pause-job.server.ts";
import { watchJobs } from "#app/operations/watch-jobs.server.ts";
import { claimJob, failJob, firstStart, recentRuns } from "#db/queries/job-ledger.server.ts";
import { loadAskedRuns } from "#db/queries/job-runs.server.ts";
import type { Job } from "#jobs/job.ts";
import { tick, workAsked } from "#jobs/tick.server.ts";
import { testEnv } from "#test/support/environment.ts";
import { at, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOON = at("2026-07-20");

describe.each(STORES)("jobs on %s", (name, open) => {
  // What asks the database nothing that the two would answer differently.
  const once = test.runIf(name === STORES[0][0]);
  let opened: TestStore;
  let company: TinyCompany;
  let now: number;
  let ran: number[];
  const ctx = () => ({ store: opened.store, now, actor: { kind: "account" as const, id: "a" } });
  const worker = () => ({ store: opened.store, env: testEnv(), log: pino({ level: "silent" }), now: () => now, stopping: () => false });
  const job: Job = { ...scheduleOf("expire-seals"), run: async ({ slot }) => (ran.push(slot), { expired: 1 }) };
  const adam = () => company.people.get("014")!;
  const standing = async (name: string) => (await readJobStandings(opened.store, now)).find((one) => one.job === name)!;

  beforeEach(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    now = NOON;
    ran = [];
  });
  afterEach(() => opened.dispose());

  test("a paused job does nothing, says why, and catches up with its newest slot when it goes on", async () => {
    await tick(worker(), [job]);
    expect(await pauseJob(ctx(), { job: "expire-seals", personId: adam(), reason: " no " })).toMatchObject({ ok: false, code: "reason_missing", field: "reason" });
    expect(await pauseJob(ctx(), { job: "expire-seals", personId: adam(), reason: "Moving the server" })).toMatchObject({ ok: true });
    expect(await pauseJob(ctx(), { job: "expire-seals", personId: adam(), reason: "Moving the server" })).toMatchObject({ ok: false, code: "changed_meanwhile" });
    ran = [];
    now += 3 * 60 * MINUTE;
    expect(await tick(worker(), [job])).toBe(0);
    expect(await standing("expire-seals")).toMatchObject({ standing: "paused", pause: { pausedBy: adam(), reason: "Moving the server" } });
    expect(await askForJob(ctx(), { job: "expire-seals", personId: adam() })).toMatchObject({ ok: false, code: "job_paused" });
    expect(await continueJob(ctx(), "expire-seals")).toMatchObject({ ok: true });
    expect(await continueJob(ctx(), "expire-seals")).toMatchObject({ ok: false, code: "changed_meanwhile" });
    await tick(worker(), [job]);
    expect(ran).toEqual([now - (now % (15 * MINUTE))]);
  });

  test("a run that is asked for is worked once, beside the schedule, and names who asked", async () => {
    await tick(worker(), [job]);
    now += 1234;
    expect(await askForJob(ctx(), { job: "expire-seals", personId: adam() })).toMatchObject({ ok: true });
    expect(await askForJob(ctx(), { job: "expire-seals", personId: adam() })).toMatchObject({ ok: false, code: "job_waiting" });
    ran = [];
    await Promise.all([workAsked(worker(), [job]), workAsked(worker(), [job])]);
    expect(ran).toHaveLength(1);
    expect((await standing("expire-seals")).newest).toMatchObject({ state: "done", askedBy: adam(), counts: { expired: 1 } });
    expect(await loadAskedRuns(opened.store, ["expire-seals"], now)).toEqual([]);
  });

  once("a run that was asked for and whose process died is taken over; one that failed is not tried again by itself", async () => {
    expect(await askForJob(ctx(), { job: "expire-seals", personId: adam() })).toMatchObject({ ok: true });
    const { slot } = (await loadAskedRuns(opened.store, ["expire-seals"], now))[0]!;
    const dead = (await claimJob(opened.store, "expire-seals", slot, now, 5 * MINUTE))!;
    expect(await askForJob(ctx(), { job: "expire-seals", personId: adam() })).toMatchObject({ ok: false, code: "job_running" });
    expect(await workAsked(worker(), [job])).toBe(0);
    now += 6 * MINUTE;
    expect(await workAsked(worker(), [{ ...job, run: () => Promise.reject(new Error("no disk")) }])).toBe(0);
    expect((await recentRuns(opened.store, 1, "expire-seals"))[0]).toMatchObject({ state: "failed", error: "no disk", attempt: 2 });
    now += DAY;
    expect(await workAsked(worker(), [job])).toBe(0);
    await failJob(opened.store, dead, now, now, "the dead one speaks");
    expect((await recentRuns(opened.store, 1, "expire-seals"))[0]).toMatchObject({ error: "no disk" });
  });

  once("the admins are told once a day of jobs in trouble, and of a pause that lasts", async () => {
    await firstStart(opened.store, now);
    const told = async () => (await opened.store.q.select().from(opened.store.t.notice)).filter((row) => row.kind.startsWith("job_"));
    expect(await watchJobs(ctx())).toMatchObject({ troubles: 0, told: 0 });
    const claim = (await claimJob(opened.store, "back-up", now, now, MINUTE))!;
    await failJob(opened.store, claim, now, now + MINUTE, "no space");
    expect(await watchJobs(ctx())).toMatchObject({ troubles: 1, told: 0 });
    now += 11 * MINUTE;
    expect(await watchJobs(ctx())).toMatchObject({ troubles: 1, told: 1 });
    expect(await watchJobs(ctx())).toMatchObject({ told: 0 });
    expect(await told()).toMatchObject([{ kind: "job_failing", personId: adam(), refs: { job: "back-up" } }]);
  });

  once("old runs are forgotten, those of jobs that run often sooner", async () => {
    const { jobRun } = opened.store.t;
    const row = (name: string, days: number) => ({ job: name, slot: now - days * DAY, state: "done" as const, leaseUntil: 0, attempt: 1, fence: 1, startedAt: 0, finishedAt: 0, counts: null, error: null });
    await opened.store.writeUnaudited((w) => [w.insert(jobRun).values([row("evaluate", 15), row("evaluate", 13), row("back-up", 91), row("back-up", 89)]).returning({ job: jobRun.job })]);
    expect(await watchJobs(ctx())).toMatchObject({ runsDropped: 2 });
    expect((await opened.store.q.select({ job: jobRun.job, slot: jobRun.slot }).from(jobRun)).map((one) => [one.job, (now - one.slot) / DAY]).sort()).toEqual([["back-up", 89], ["evaluate", 13]]);
  });
});
