import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { checkDepartment } from "#app/domain/organisation/check-department.ts";
import type { DepartmentDraft } from "#app/domain/organisation/check-department.ts";
import { placePost, spansOverlap } from "#app/domain/organisation/check-post.ts";

const KNOWN = [
  { id: "top", parentId: null, code: "TOP", isTeam: false, calendarId: "week" },
  { id: "fin", parentId: "top", code: "FIN", isTeam: false, calendarId: null },
  { id: "pay", parentId: "fin", code: "PAY", isTeam: true, calendarId: null },
  { id: "hr", parentId: "top", code: "HR", isTeam: false, calendarId: null },
];
const draft = (over: Partial<DepartmentDraft>): DepartmentDraft => ({ id: "hr", code: "HR", name: { en: "HR" }, parentId: "top", calendarId: null, isTeam: false, ...over });
const codes = (over: Partial<DepartmentDraft>, isParty = false) => checkDepartment(draft(over), KNOWN, new Set(["week"]), isParty).map((fault) => `${fault.field}: ${fault.code}`);

describe("a department", () => {
  test.each<[string, Partial<DepartmentDraft>, string[]]>([
    ["is fine as it is", {}, []],
    ["hangs nowhere, with a calendar of its own", { parentId: null, calendarId: "week" }, []],
    ["loses the calendar that it had from above", { parentId: null }, ["calendarId: no_calendar"]],
    ["loses the calendar that those below have from it", { id: "top", parentId: null }, ["calendarId: no_calendar"]],
    ["hangs below itself", { parentId: "hr" }, ["parentId: loop"]],
    ["hangs below what hangs below it", { id: "top", parentId: "pay" }, ["parentId: loop"]],
    ["hangs below a team", { parentId: "pay" }, ["parentId: parent_is_team"]],
    ["is a team of nothing", { isTeam: true, parentId: null }, ["parentId: team_needs_parent", "calendarId: no_calendar"]],
    ["becomes a team with departments below", { id: "top", parentId: null, isTeam: true }, ["parentId: team_needs_parent", "isTeam: has_departments_below", "calendarId: no_calendar"]],
    ["hangs below nobody knows what", { parentId: "x" }, ["parentId: unknown_parent"]],
    ["has no name", { name: {} }, ["nameEn: no_name"]],
    ["has an unknown calendar", { calendarId: "x" }, ["calendarId: unknown_calendar"]],
    ["is new with a taken code", { id: null, code: "fin" }, ["code: code_taken"]],
    ["is new with a bad code", { id: null, code: "a b" }, ["code: bad_code"]],
  ])("that %s", (_name, over, expected) => {
    expect(codes(over)).toEqual(expected);
  });

  test("that is a party becomes no team", () => {
    expect(codes({ isTeam: true }, true)).toEqual(["isTeam: team_is_party"]);
  });

  test("any accepted parent leaves every way up free of loops", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 2, maxLength: 12 }), fc.nat(), fc.nat(), (picks, which, above) => {
        const rows = picks.map((pick, i) => ({ id: `d${i}`, parentId: i === 0 ? null : `d${pick % i}`, code: `D${i}`, isTeam: false, calendarId: null }));
        const id = `d${which % rows.length}`;
        const parentId = `d${above % rows.length}`;
        if (checkDepartment(draft({ id, parentId }), rows, new Set(), false).length > 0) return;
        const parents = new Map(rows.map((row) => [row.id, row.id === id ? parentId : row.parentId]));
        for (const row of rows) {
          let at: string | null = row.id;
          for (let steps = 0; at !== null; steps++) {
            expect(steps).toBeLessThanOrEqual(rows.length);
            at = parents.get(at) ?? null;
          }
        }
      }),
    );
  });
});

describe("a post", () => {
  const HELD = [
    { id: "h1", personId: "ada", post: "head" as const, from: "2026-01-01", to: null },
    { id: "d1", personId: "bo", post: "deputy" as const, from: "2026-01-01", to: "2026-07-01" },
  ];
  const place = (over: object) => {
    const { faults, ends } = placePost({ personId: "cy", post: "deputy", scope: ["sign"], from: "2026-06-01", to: null, ...over }, HELD);
    return { faults: faults.map((fault) => `${fault.field}: ${fault.code}`), ends: ends.map((row) => row.id) };
  };
  test.each<[string, object, string[], string[]]>([
    ["of a deputy beside others", {}, [], []],
    ["of a deputy without a scope", { scope: [] }, ["scope: no_scope"], []],
    ["of a deputy twice", { personId: "bo" }, ["personId: already_deputy"], []],
    ["of a deputy again from the day it ended", { personId: "bo", from: "2026-07-01" }, [], []],
    ["of a head who stands in for herself", { personId: "ada" }, ["personId: already_head"], []],
    ["of a new head", { post: "head", scope: [] }, [], ["h1"]],
    ["of a deputy who becomes head", { post: "head", personId: "bo" }, [], ["h1", "d1"]],
    ["of a head before the present one began", { post: "head", from: "2025-12-01" }, ["from: later_head"], []],
    ["that ends before it begins", { to: "2026-06-01" }, ["to: to_before_from"], []],
    ["on no day", { from: "2026-02-30" }, ["from: bad_date"], []],
  ])("%s", (_name, over, faults, ends) => {
    expect(place(over)).toEqual({ faults, ends });
  });

  test("an empty span overlaps nothing", () => {
    expect(spansOverlap({ from: "2026-01-01", to: "2026-01-01" }, { from: "2025-01-01", to: null })).toBe(false);
    expect(spansOverlap({ from: "2026-01-01", to: "2026-02-01" }, { from: "2026-02-01", to: null })).toBe(false);
    expect(spansOverlap({ from: "2026-01-01", to: "2026-02-02" }, { from: "2026-02-01", to: null })).toBe(true);
  });
});
