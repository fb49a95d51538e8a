import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseRater, DEFAULT_BUDGET } from "#app/domain/survey/choose-rater.ts";
import type { Asked, Candidate } from "#app/domain/survey/choose-rater.ts";

const DAY = 86_400_000;
const NOW = 100 * DAY;
const person = (personId: string, over: Partial<Candidate> = {}): Candidate => ({ personId, tooClose: new Set(), isActiveClientMember: true, ...over });
const asked = (personId: string, providerId: string, daysAgo: number): Asked => ({ personId, providerId, at: NOW - daysAgo * DAY });
const choose = (requester: Candidate | null, contacts: Candidate[], history: Asked[] = []) => chooseRater(requester, contacts, "hr", history, NOW, DEFAULT_BUDGET);

describe("who is asked", () => {
  test.each<[string, Candidate | null, Candidate[], Asked[], unknown]>([
    ["the requester, when a member of the client", person("r"), [person("c")], [], { personId: "r" }],
    ["the first contact, when the requester has left the client", person("r", { isActiveClientMember: false }), [person("c")], [], { personId: "c" }],
    ["a contact also when not a member: signing for a group", null, [person("c", { isActiveClientMember: false })], [], { personId: "c" }],
    ["nobody, when there is neither", null, [], [], { none: "no_rater" }],
    ["not a person of the provider's own line", person("r", { tooClose: new Set(["hr"]) }), [person("c")], [], { personId: "c" }],
    ["nobody, when all are too close", person("r", { tooClose: new Set(["hr"]) }), [], [], { none: "no_rater" }],
    ["nobody twice about one provider within 14 days", person("r"), [person("c")], [asked("r", "hr", 13)], { none: "budget" }],
    ["again on the 14th day", person("r"), [], [asked("r", "hr", 14)], { personId: "r" }],
    ["nobody a fifth time in 30 days", person("r"), [], ["a", "b", "c", "d"].map((p, i) => asked("r", p, 20 + i)), { none: "budget" }],
    ["a colleague's budget is a different one", person("r"), [], ["a", "b", "c", "d"].map((p) => asked("x", p, 20)), { personId: "r" }],
  ])("%s", (_rule, requester, contacts, history, expected) => {
    expect(choose(requester, contacts, history)).toEqual(expected);
  });

  test("no sequence of questions breaks the budget", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ day: fc.integer({ min: 0, max: 90 }), provider: fc.constantFrom("a", "b", "c", "d", "e", "f") }), { maxLength: 80 }), (steps) => {
        const history: Asked[] = [];
        for (const step of [...steps].sort((x, y) => x.day - y.day)) {
          const at = step.day * DAY;
          const choice = chooseRater(person("r"), [], step.provider, history, at, DEFAULT_BUDGET);
          if ("personId" in choice) history.push({ personId: "r", providerId: step.provider, at });
        }
        for (const one of history) {
          expect(history.filter((other) => other.at <= one.at && one.at - other.at < 30 * DAY).length).toBeLessThanOrEqual(4);
          expect(history.filter((other) => other !== one && other.providerId === one.providerId && Math.abs(other.at - one.at) < 14 * DAY)).toEqual([]);
        }
      }),
    );
  });
});
