import { describe, expect, test } from "vitest";
import { jobStanding, type JobFacts } from "#app/domain/schedule/job-health.ts";
import type { JobSchedule } from "#app/domain/schedule/job-schedule.ts";
import { zoneOf } from "#app/domain/time/zone.ts";

const at = (time: string) => Date.parse(`2026-06-15T${time}:00Z`);
const NOW = at("12:00");
const LONG_AGO = Date.parse("2026-01-01T00:00Z");
const minutely: JobSchedule = { job: "sweep", when: { type: "every", minutes: 1 }, missed: "newest" };
const daily: JobSchedule = { job: "night", when: { type: "daily", at: "11:30" }, missed: "newest" };

type State = NonNullable<JobFacts["newest"]>["state"];
const facts = (newest: [slot: string, state: State, leaseUntil: string] | null, done: string | null, isPaused = false): JobFacts => ({
  newest: newest && { slot: at(newest[0]), state: newest[1], leaseUntil: at(newest[2]) }, doneSlot: done === null ? null : at(done), isPaused,
});
const standing = (schedule: JobSchedule, given: JobFacts, since = LONG_AGO) => jobStanding(schedule, zoneOf("UTC"), given, since, NOW);

describe("a job stands", () => {
  test.each([
    ["well when its newest slot is done", minutely, facts(["11:59", "done", "12:05"], "11:59"), "well"],
    ["well while it is a quarter of an hour behind", minutely, facts(["11:45", "done", "11:50"], "11:45"), "well"],
    ["late after that", minutely, facts(["11:44", "done", "11:50"], "11:44"), "late"],
    ["well within the hour after a daily slot", daily, facts(["11:30", "running", "12:30"], null), "running"],
    ["failing when its newest run failed", daily, facts(["11:30", "failed", "12:02"], null), "failing"],
    ["running while the lease holds", minutely, facts(["11:58", "running", "12:05"], "11:57"), "running"],
    ["running still when the lease has just run out", minutely, facts(["11:40", "running", "11:58"], "11:39"), "running"],
    ["stuck when nobody took the run over", minutely, facts(["11:40", "running", "11:50"], "11:39"), "stuck"],
    ["paused, however late", minutely, facts(["09:00", "done", "09:05"], "09:00", true), "paused"],
    ["asked for", daily, facts(["11:50", "waiting", "11:50"], "11:30"), "waiting"],
    ["late when nobody takes what was asked for", daily, facts(["11:40", "waiting", "11:40"], "11:30"), "late"],
  ] as [string, JobSchedule, JobFacts, string][])("%s", (_, schedule, given, expected) => {
    expect(standing(schedule, given)).toBe(expected);
  });
  test("late when it never ran, but not before jobs ran at all", () => {
    expect(standing(minutely, facts(null, null))).toBe("late");
    expect(standing(minutely, facts(null, null), at("11:50"))).toBe("well");
    expect(standing(daily, facts(null, null), at("11:45"))).toBe("well");
  });
});
