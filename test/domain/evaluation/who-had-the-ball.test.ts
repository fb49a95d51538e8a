import { describe, expect, it } from "vitest";
import { readTaskHistory } from "#app/domain/evaluation/task-history.ts";
import { shownPauses, whoHadTheBall } from "#app/domain/evaluation/who-had-the-ball.ts";
import { moscow, office, tell, type Told } from "#test/support/task-events.ts";

const HOUR = 3_600_000;
const ball = (told: readonly Told[], asOf = "03-06 18:00") => {
  const history = readTaskHistory(tell(...told), moscow(asOf))!;
  const { providerMs, clientMs } = whoHadTheBall(history, shownPauses(history, ["client_input"]), office);
  return [providerMs / HOUR, clientMs / HOUR];
};

describe("who had the ball, in hours of Friday 6 March, 9 to 18", () => {
  it.each<[string, readonly Told[], number[]]>([
    ["all of it is the provider's without a pause", [["requested", "03-06 10:00"], ["delivered", "03-06 16:00"]], [6, 0]],
    ["a pause for a reason of the terms is the client's", [["requested", "03-06 10:00"], ["paused", "03-06 12:00", { reason: "client_input" }], ["resumed", "03-06 14:00"], ["delivered", "03-06 16:00"]], [4, 2]],
    ["any other pause is not", [["requested", "03-06 10:00"], ["paused", "03-06 12:00", { reason: "other" }], ["resumed", "03-06 14:00"], ["delivered", "03-06 16:00"]], [6, 0]],
    ["nor one that the client rejected", [["requested", "03-06 10:00"], ["paused", "03-06 12:00", { reason: "client_input", rejected: true }], ["resumed", "03-06 14:00"], ["delivered", "03-06 16:00"]], [6, 0]],
    ["pauses that overlap count once", [["requested", "03-06 10:00"], ["paused", "03-06 12:00", { reason: "client_input" }], ["paused", "03-06 13:00", { reason: "client_input" }], ["resumed", "03-06 15:00"], ["delivered", "03-06 16:00"]], [3, 3]],
    ["a pause that lasts runs to now", [["requested", "03-06 10:00"], ["paused", "03-06 12:00", { reason: "client_input" }]], [2, 6]],
    ["what comes after the first delivery counts for nobody", [["requested", "03-06 10:00"], ["delivered", "03-06 11:00"], ["returned", "03-06 12:00"]], [1, 0]],
  ])("%s", (_rule, told, hours) => {
    expect(ball(told)).toEqual(hours);
  });
});
