import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Asked, Candidate } from "#app/domain/survey/choose-rater.ts";
import { isSampled, planInvitations } from "#app/domain/survey/plan-invitations.ts";
import type { DeliveryToRate, RaterFacts } from "#app/domain/survey/plan-invitations.ts";
import { DEFAULT_SURVEY_POLICY } from "#app/domain/survey/survey-policy.ts";
import { isQuiet } from "#app/domain/survey/sending-time.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { zoneOf } from "#app/domain/time/zone.ts";

const MONDAY = Date.UTC(2026, 10, 23, 9);
const UTC = { zone: zoneOf("UTC"), calendar: null };
const everybody: RaterFacts = { isBlocked: () => false, hoursOf: () => UTC };
const candidate = (personId: string, tooClose: readonly string[] = [], isActiveClientMember = true): Candidate => ({ personId, tooClose: new Set(tooClose), isActiveClientMember });
const delivery = (taskId: string, providerId: string, requester: Candidate | null, contacts: readonly Candidate[] = []): DeliveryToRate => ({ taskId, providerId, requester, contacts });
const names = (plan: ReturnType<typeof planInvitations>) => plan.invitations.map((one) => `${one.taskId}:${one.personId}`);

describe("whom a survey asks", () => {
  test("nobody while it is off", () => {
    expect(planInvitations([delivery("t", "fin", candidate("ann"))], { ...DEFAULT_SURVEY_POLICY, isOn: false }, [], everybody, MONDAY)).toEqual({ invitations: [], noRater: 0, overBudget: 0, notSampled: 0, atBudget: [] });
  });

  test("the requester once about a provider, whatever comes in one run", () => {
    const ann = candidate("ann");
    const plan = planInvitations(["a", "b"].map((id) => delivery(id, "fin", ann)), DEFAULT_SURVEY_POLICY, [], everybody, MONDAY);
    expect(names(plan)).toEqual(["a:ann"]);
    expect(plan).toMatchObject({ overBudget: 1, atBudget: ["ann"] });
  });

  test("a contact where the requester is on leave or wants no questions", () => {
    const plan = planInvitations([delivery("a", "fin", candidate("ann"), [candidate("bob")])], DEFAULT_SURVEY_POLICY, [], { ...everybody, isBlocked: (id) => id === "ann" }, MONDAY);
    expect(names(plan)).toEqual(["a:bob"]);
  });

  test("nobody where all are blocked or too close", () => {
    const plan = planInvitations([delivery("a", "fin", candidate("ann", ["fin"]), [candidate("bob")])], DEFAULT_SURVEY_POLICY, [], { ...everybody, isBlocked: (id) => id === "bob" }, MONDAY);
    expect(plan).toMatchObject({ invitations: [], noRater: 1 });
  });

  test("the mail waits for the morning, the question counts at once", () => {
    const night = Date.UTC(2026, 10, 23, 22);
    const [one] = planInvitations([delivery("a", "fin", candidate("ann"))], DEFAULT_SURVEY_POLICY, [], everybody, night).invitations;
    expect(new Date(one!.sendAt).toISOString()).toBe("2026-11-24T08:00:00.000Z");
  });
});

describe("a sample", () => {
  test("has about its share", () => {
    const ids = Array.from({ length: 20_000 }, (_, n) => `task-${n}`);
    for (const percent of [1, 10, 50, 90]) expect(Math.abs(ids.filter((id) => isSampled(id, percent)).length / 200 - percent)).toBeLessThan(1.5);
  });

  test("keeps a smaller one's tasks and answers the same each time", () => {
    fc.assert(fc.property(fc.string(), fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }), (id, a, b) => !isSampled(id, Math.min(a, b)) || isSampled(id, Math.max(a, b))));
  });
});

test("no person is ever asked more than the budget allows, nor written to in quiet hours: whatever policy, deliveries and history", () => {
  const people = ["ann", "bob", "cat"];
  const arbitraryPolicy = fc.record({
    daysBetweenSameProvider: fc.integer({ min: 0, max: 40 }), perThirtyDays: fc.integer({ min: 1, max: 6 }), from: fc.integer({ min: 0, max: 23 }), hours: fc.integer({ min: 1, max: 23 }), percent: fc.integer({ min: 1, max: 100 }),
  });
  const run = fc.record({ hoursLater: fc.integer({ min: 1, max: 200 }), deliveries: fc.array(fc.tuple(fc.constantFrom("fin", "it", "hr", "legal"), fc.constantFrom(...people), fc.option(fc.constantFrom(...people))), { maxLength: 8 }) });
  fc.assert(
    fc.property(arbitraryPolicy, fc.array(run, { maxLength: 25 }), fc.constantFrom("UTC", "Europe/Moscow", "Asia/Kolkata", "America/New_York"), (drawn, runs, tz) => {
      const clock = (hour: number) => `${String(hour % 24).padStart(2, "0")}:00`;
      const policy = { ...DEFAULT_SURVEY_POLICY, samplingPercent: drawn.percent, quiet: { from: clock(drawn.from), to: clock(drawn.from + drawn.hours) }, budget: { daysBetweenSameProvider: drawn.daysBetweenSameProvider, perThirtyDays: drawn.perThirtyDays } };
      const zone = zoneOf(tz);
      const asked: Asked[] = [];
      let now = MONDAY;
      let task = 0;
      for (const { hoursLater, deliveries } of runs) {
        now += hoursLater * 3_600_000;
        const plan = planInvitations(
          deliveries.map(([provider, requester, contact]) => delivery(`t${(task += 1)}`, provider, candidate(requester), contact ? [candidate(contact)] : [])),
          policy, asked, { isBlocked: () => false, hoursOf: () => ({ zone, calendar: null }) }, now,
        );
        expect(plan.invitations.length + plan.noRater + plan.overBudget + plan.notSampled).toBe(deliveries.length);
        for (const one of plan.invitations) {
          expect(isQuiet(policy.quiet, zone, one.sendAt)).toBe(false);
          asked.push({ personId: one.personId, providerId: one.providerId, at: now });
        }
      }
      for (const last of asked) {
        const mine = asked.filter((one) => one.personId === last.personId && one.at <= last.at);
        expect(mine.filter((one) => last.at - one.at < 30 * DAY_MS).length).toBeLessThanOrEqual(policy.budget.perThirtyDays);
        const near = mine.filter((one) => one.providerId === last.providerId && last.at - one.at < policy.budget.daysBetweenSameProvider * DAY_MS);
        if (policy.budget.daysBetweenSameProvider > 0) expect(near.length).toBe(1);
      }
    }),
  );
});
