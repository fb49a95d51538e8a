import { describe, expect, test } from "vitest";
import { excludedAbsences } from "#app/domain/pay/absence.ts";
import { checkTarget, withBase } from "#app/domain/pay/kept-target.ts";
import { memberFindings, resolveRules, type MemberRule } from "#app/domain/pay/member-rules.ts";

const rule = (id: string, planId: string, over: Partial<MemberRule> = {}): MemberRule => ({ id, planId, departmentIds: null, positionKey: null, ...over });
const place = (personId: string, departmentId: string, ...positionKeys: string[]) => ({ personId, departmentId, positionKeys });
const stay = (personId: string, planId: string, lacksBase = false) => ({ personId, planId, lacksBase });

const PLACES = [place("ada", "fin", "accountant", "бухгалтер"), place("bo", "payroll", "clerk"), place("cy", "sales", "clerk"), place("cy", "payroll", "clerk")];

describe("whom a rule finds", () => {
  test.each<[string, Partial<MemberRule>, string[]]>([
    ["a department alone", { departmentIds: new Set(["fin"]) }, ["ada"]],
    ["a department with those below", { departmentIds: new Set(["fin", "payroll"]) }, ["ada", "bo", "cy"]],
    ["a position in either language", { positionKey: "бухгалтер" }, ["ada"]],
    ["a position in a department, each person once", { departmentIds: new Set(["sales", "payroll"]), positionKey: "clerk" }, ["bo", "cy"]],
    ["nobody", { positionKey: "pilot" }, []],
  ])("%s", (_what, over, people) => expect(resolveRules([rule("r", "p", over)], PLACES).get("r")).toEqual(people));
});

describe("what does not fit", () => {
  const fin = rule("fin", "p", { departmentIds: new Set(["fin"]) });
  const kinds = (rules: MemberRule[], stays: ReturnType<typeof stay>[]) => memberFindings("p", rules, PLACES, stays).map(({ kind, personId, ruleId, planId }) => [kind, personId, ruleId, planId]);

  test("nothing, where everybody whom the rule finds is in", () => expect(kinds([fin], [stay("ada", "p")])).toEqual([]));
  test("a person in two plans at once", () => expect(kinds([], [stay("ada", "p"), stay("ada", "q")])).toEqual([["two_plans", "ada", null, "q"]]));
  test("a target in percent without a base", () => expect(kinds([], [stay("ada", "p", true)])).toEqual([["no_base", "ada", null, null]]));
  test("a rule that finds nobody", () => expect(kinds([rule("x", "p", { positionKey: "pilot" })], [])).toEqual([["finds_nobody", null, "x", null]]));
  test("somebody found who is in no plan", () => expect(kinds([fin], [])).toEqual([["not_yet_in", "ada", "fin", null]]));
  test("somebody found who is in another plan", () => expect(kinds([fin], [stay("ada", "q")])).toEqual([["in_another_plan", "ada", "fin", "q"]]));
  test("two rules of one plan that find the same person, said once", () => expect(kinds([fin, rule("acc", "p", { positionKey: "accountant" })], [])).toEqual([["two_rules", "ada", "fin", "p"]]));
  test("two rules of two plans that find the same person", () => expect(kinds([rule("other", "q", { positionKey: "accountant" }), fin], [stay("ada", "p")])).toEqual([["two_rules", "ada", "fin", "q"]]));
  test("of another plan nothing is said", () => expect(kinds([rule("other", "q")], [stay("bo", "q", true)])).toEqual([]));
  test("the worst comes first", () => expect(kinds([rule("x", "p", { positionKey: "pilot" }), fin], [stay("bo", "p", true)]).map(([kind]) => kind)).toEqual(["no_base", "not_yet_in", "finds_nobody"]));
});

describe("a target as it is kept", () => {
  test.each([
    ["an amount", { type: "amount", minor: 1 }, null],
    ["an amount of 0", { type: "amount", minor: 0 }, "target_zero"],
    ["a negative amount", { type: "amount", minor: -1 }, "amount_negative"],
    ["half a kopeck", { type: "amount", minor: 0.5 }, "amount_negative"],
    ["a percent of the person's base", { type: "percent_of_base", baseMinor: null, percentBp: 1500 }, null],
    ["a percent of an own base", { type: "percent_of_base", baseMinor: 100, percentBp: 1500 }, null],
    ["0 %", { type: "percent_of_base", baseMinor: null, percentBp: 0 }, "target_zero"],
    ["a percent of nothing", { type: "percent_of_base", baseMinor: 0, percentBp: 1500 }, "target_zero"],
    ["more than 1000 %", { type: "percent_of_base", baseMinor: null, percentBp: 100_001 }, "percent_out_of_range"],
    ["percent only", { type: "percent_only" }, null],
  ] as const)("%s", (_what, target, code) => expect(checkTarget(target)).toMatchObject(code === null ? { ok: true } : { ok: false, code }));

  test("a percent takes the person's base, and without one there is no target", () => {
    const target = { type: "percent_of_base", baseMinor: null, percentBp: 1500 } as const;
    expect(withBase(target, 24_000_000)).toEqual({ ...target, baseMinor: 24_000_000 });
    expect(withBase(target, null)).toBeNull();
    expect(withBase({ ...target, baseMinor: 7 }, 24_000_000)).toEqual({ ...target, baseMinor: 7 });
    expect(withBase({ type: "percent_only" }, null)).toEqual({ type: "percent_only" });
  });
});

test("a plan leaves out the absences that it names, and one from before absences were kept none", () => {
  const absences = [{ kind: "unpaid_leave", from: "2026-04-01", to: "2026-04-08" }, { kind: "annual_leave", from: "2026-05-01", to: "2026-05-15" }] as const;
  expect(excludedAbsences(absences, ["unpaid_leave", "parental_leave"])).toEqual([absences[0]]);
  expect(excludedAbsences(absences, undefined)).toEqual([]);
});
