import { describe, expect, test } from "vitest";
import { decideIncident, incidentAt, incidentWindows, LONGEST_INCIDENT_MS, type Incident, type IncidentDraft } from "#app/domain/evaluation/incident.ts";

const draft: IncidentDraft = { title: " Power cut ", evidence: "Notice of the network operator, no. 17.", from: 1_000, to: 2_000, departmentIds: ["it"] };

describe("declaring an incident", () => {
  test("with its evidence", () => expect(decideIncident(draft, [])).toMatchObject({ ok: true, value: { title: "Power cut", from: 1_000, to: 2_000, departmentIds: ["it"] } }));
  test.each<[string, Partial<IncidentDraft>, readonly string[], string, string]>([
    ["without a name", { title: " " }, [], "text_missing", "title"],
    ["without evidence", { evidence: "" }, [], "text_missing", "evidence"],
    ["with more text than anybody reads", { evidence: "x".repeat(4001) }, [], "text_too_long", "evidence"],
    ["without a beginning", { from: null }, [], "not_an_instant", "from"],
    ["without an end", { to: null }, [], "not_an_instant", "to"],
    ["that ends as it begins", { to: 1_000 }, [], "ends_before", "to"],
    ["that lasts for ever", { to: 1_001 + LONGEST_INCIDENT_MS }, [], "incident_too_long", "to"],
    ["for nobody", { departmentIds: [] }, [], "nothing_chosen", "departmentIds"],
    ["for the own department", {}, ["it"], "own_incident", "departmentIds"],
  ])("%s is refused", (_, change, mine, code, field) => expect(decideIncident({ ...draft, ...change }, mine)).toMatchObject({ ok: false, code, field }));
});

describe("the windows of a department", () => {
  const list: readonly Incident[] = [
    { id: "b", from: 20, to: 30, departmentIds: ["it"] },
    { id: "a", from: 10, to: 25, departmentIds: ["it", "hr"] },
    { id: "c", from: 40, to: 50, departmentIds: ["hr"] },
  ];
  test("are joined where they overlap, for those below it too", () => {
    expect(incidentWindows(list, ["team", "it"])).toEqual([[10, 30]]);
    expect(incidentWindows(list, ["hr"])).toEqual([[10, 25], [40, 50]]);
    expect(incidentWindows(list, ["law"])).toEqual([]);
  });
  test("begin with their first instant and end before their last; the earlier one is named", () => {
    expect(incidentAt(list, ["it"], 20)?.id).toBe("a");
    expect(incidentAt(list, ["it"], 25)?.id).toBe("b");
    expect(incidentAt(list, ["it"], 30)).toBeNull();
  });
});
