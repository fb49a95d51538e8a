import { describe, expect, it } from "vitest";
import { readTaskHistory } from "#app/domain/evaluation/task-history.ts";
import { deliveredToEach, hands, shownPauses, whoHadTheBall } from "#app/domain/evaluation/who-had-the-ball.ts";
import { moscow, office, tell, type Told } from "#test/support/task-events.ts";

const HOUR = 3_600_000;
const ball = (told: readonly Told[], asOf = "03-06 18:00", incidents: readonly (readonly [number, number])[] = []) => {
  const history = readTaskHistory(tell(...told), moscow(asOf))!;
  const { providerMs, clientMs, otherMs } = whoHadTheBall(history, shownPauses(history, ["client_input", "third_party"], incidents), office);
  return [providerMs / HOUR, clientMs / HOUR, otherMs / HOUR];
};

describe("who had the ball, in hours of Friday 6 March, 9 to 18", () => {
  it.each<[string, readonly Told[], number[]]>([
    ["all of it is the provider's without a pause", [["requested", "03-06 10:00"], ["delivered", "03-06 16:00"]], [6, 0, 0]],
    ["a pause for a reason of the terms is the client's", [["requested", "03-06 10:00"], ["paused", "03-06 12:00", { reason: "client_input" }], ["resumed", "03-06 14:00"], ["delivered", "03-06 16:00"]], [4, 2, 0]],
    ["any other pause is not", [["requested", "03-06 10:00"], ["paused", "03-06 12:00", { reason: "other" }], ["resumed", "03-06 14:00"], ["delivered", "03-06 16:00"]], [6, 0, 0]],
    ["nor one that the client rejected", [["requested", "03-06 10:00"], ["paused", "03-06 12:00", { reason: "client_input", rejected: true }], ["resumed", "03-06 14:00"], ["delivered", "03-06 16:00"]], [6, 0, 0]],
    ["pauses that overlap count once", [["requested", "03-06 10:00"], ["paused", "03-06 12:00", { reason: "client_input" }], ["paused", "03-06 13:00", { reason: "client_input" }], ["resumed", "03-06 15:00"], ["delivered", "03-06 16:00"]], [3, 3, 0]],
    ["a pause that lasts runs to now", [["requested", "03-06 10:00"], ["paused", "03-06 12:00", { reason: "client_input" }]], [2, 6, 0]],
    ["what comes after the first delivery counts for nobody", [["requested", "03-06 10:00"], ["delivered", "03-06 11:00"], ["returned", "03-06 12:00"]], [1, 0, 0]],
  ])("%s", (_rule, told, hours) => {
    expect(ball(told)).toEqual(hours);
  });
});

describe("others' turn", () => {
  const ask: Told = ["requested", "03-06 10:00"];
  it("is a counting pause for somebody outside", () => {
    expect(ball([ask, ["paused", "03-06 12:00", { reason: "third_party" }], ["resumed", "03-06 13:00"], ["delivered", "03-06 16:00"]])).toEqual([5, 0, 1]);
  });
  it("is a declared incident; what overlaps the client's wait is the client's", () => {
    const cut = [[moscow("03-06 11:00"), moscow("03-06 13:00")]] as const;
    expect(ball([ask, ["delivered", "03-06 16:00"]], "03-06 18:00", cut)).toEqual([4, 0, 2]);
    expect(ball([ask, ["paused", "03-06 12:00", { reason: "client_input" }], ["resumed", "03-06 14:00"], ["delivered", "03-06 16:00"]], "03-06 18:00", cut)).toEqual([3, 2, 1]);
  });
});

it("names the hands that a task went through, each once in a row", () => {
  const told: Told[] = [["requested", "03-06 10:00"], ["assigned", "03-06 11:00", { personId: "a" }], ["assigned", "03-06 12:00", { personId: "a" }], ["assigned", "03-06 13:00", { personId: "b" }], ["assigned", "03-06 14:00", { personId: "a" }]];
  expect(hands(tell(...told), moscow("03-06 18:00")).map((hand) => hand.personId)).toEqual(["a", "b", "a"]);
});

it("says what each recipient has", () => {
  const told: Told[] = [["requested", "03-06 10:00"], ["delivered", "03-06 11:00", { recipientId: "a" }], ["delivered", "03-06 12:00", { recipientId: "b" }], ["returned", "03-06 13:00", { recipientId: "b" }]];
  expect(deliveredToEach(tell(...told), moscow("03-06 18:00"), ["a", "b", "c"])).toEqual([{ recipientId: "a", deliveredAt: moscow("03-06 11:00") }, { recipientId: "b", deliveredAt: null }, { recipientId: "c", deliveredAt: null }]);
});
