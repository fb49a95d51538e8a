import { describe, expect, test } from "vitest";
import { dueSlots, newestSlot, nextSlot, slotsBetween, type JobSchedule, type LedgerEntry, type When } from "#app/domain/schedule/job-schedule.ts";
import { zoneOf } from "#app/domain/time/zone.ts";

const at = Date.parse;
const iso = (slots: readonly number[]): string[] => slots.map((s) => new Date(s).toISOString().slice(0, 16));
const berlin = zoneOf("Europe/Berlin");
const daily = (time: string): When => ({ type: "daily", at: time });

describe("slots", () => {
  test.each([
    ["daily, by the local clock", daily("02:00"), "2026-03-03T00:00Z", "2026-03-05T00:00Z", ["2026-03-03T01:00", "2026-03-04T01:00"]],
    ["a time in the lost hour moves forward", daily("02:30"), "2026-03-28T12:00Z", "2026-03-30T12:00Z", ["2026-03-29T01:30", "2026-03-30T00:30"]],
    ["a repeated time runs once, the first time", daily("02:30"), "2026-10-24T12:00Z", "2026-10-26T12:00Z", ["2026-10-25T00:30", "2026-10-26T01:30"]],
    ["monthly, on the last day of short months", { type: "monthly", day: 31, at: "06:00" }, "2026-01-15T00:00Z", "2026-04-01T00:00Z", ["2026-01-31T05:00", "2026-02-28T05:00", "2026-03-31T04:00"]],
    ["every 360 minutes, from local midnight", { type: "every", minutes: 360 }, "2026-03-03T00:00Z", "2026-03-03T23:30Z", ["2026-03-03T05:00", "2026-03-03T11:00", "2026-03-03T17:00", "2026-03-03T23:00"]],
  ] as [string, When, string, string, string[]][])("%s", (_, when, from, to, slots) => {
    expect(iso(slotsBetween(when, berlin, at(from), at(to)))).toEqual(slots);
  });
  test("every half hour loses none of the repeated hour", () => {
    const slots = slotsBetween({ type: "every", minutes: 30 }, berlin, at("2026-10-24T22:00Z"), at("2026-10-25T22:59Z"));
    expect(slots).toHaveLength(50);
  });
  test("newest and next", () => {
    const monthly: When = { type: "monthly", day: 31, at: "06:00" };
    expect(iso([newestSlot(monthly, berlin, at("2026-03-31T03:59Z"))])).toEqual(["2026-02-28T05:00"]);
    expect(iso([newestSlot(monthly, berlin, at("2026-03-31T04:00Z"))])).toEqual(["2026-03-31T04:00"]);
    expect(iso([newestSlot(daily("23:00"), berlin, at("2026-03-03T00:00Z"))])).toEqual(["2026-03-02T22:00"]);
    expect(iso([nextSlot(monthly, berlin, at("2026-02-28T05:00Z"))])).toEqual(["2026-03-31T04:00"]);
  });
});

describe("what is due", () => {
  const sweep: JobSchedule = { job: "sweep", when: { type: "every", minutes: 1 }, missed: "newest" };
  const review: JobSchedule = { job: "open-review", when: { type: "monthly", day: 1, at: "00:05" }, missed: "each" };
  const due = (schedule: JobSchedule[], entries: LedgerEntry[], now: string, since = "2026-01-01T00:00Z") =>
    dueSlots(schedule, berlin, { since: at(since), entries }, at(now)).map(({ job, slot }) => `${job} ${iso([slot])[0]}`);
  const entry = (job: string, slot: string, state: LedgerEntry["state"], lease?: string): LedgerEntry =>
    ({ job, slot: at(slot), state, leaseUntil: lease === undefined ? null : at(lease) });

  test("of the missed only the newest, where that is the policy", () => {
    expect(due([sweep], [], "2026-03-03T10:00:30Z")).toEqual(["sweep 2026-03-03T10:00"]);
  });
  test("each of the missed in order, where that is the policy", () => {
    expect(due([review], [entry("open-review", "2025-12-31T23:05Z", "done")], "2026-03-03T10:00Z"))
      .toEqual(["open-review 2026-01-31T23:05", "open-review 2026-02-28T23:05"]);
  });
  test("nothing before the start of the portal", () => {
    expect(due([review], [], "2026-03-03T10:00Z", "2026-02-10T00:00Z")).toEqual(["open-review 2026-02-28T23:05"]);
    expect(due([{ ...review, missed: "newest" }], [], "2026-03-03T10:00Z", "2026-03-02T00:00Z")).toEqual([]);
  });
  test("nothing that is done or held, but what a crash left and what failed", () => {
    const now = "2026-03-03T10:00:30Z";
    const slot = "2026-03-03T10:00Z";
    expect(due([sweep], [entry("sweep", slot, "done")], now)).toEqual([]);
    expect(due([sweep], [entry("sweep", slot, "running", "2026-03-03T10:05Z")], now)).toEqual([]);
    expect(due([sweep], [entry("sweep", slot, "running", "2026-03-03T10:00:29Z")], now)).toHaveLength(1);
    expect(due([sweep], [entry("sweep", slot, "failed", "2026-03-03T10:01Z")], now)).toEqual([]);
    expect(due([sweep], [entry("sweep", slot, "failed")], now)).toHaveLength(1);
  });
  test("in the order of time, then of the schedule", () => {
    expect(due([sweep, review], [], "2026-02-01T10:00Z", "2026-01-20T00:00Z"))
      .toEqual(["open-review 2026-01-31T23:05", "sweep 2026-02-01T10:00"]);
  });
});
