import type { ScenarioChanges } from "#app/domain/pay/scenario.ts";
import type { Locale } from "#app/domain/names.ts";
import { formatDecimal, scaledText } from "#app/format/number.ts";
import { parseScaled } from "#app/format/parse-scaled.ts";

/** The fields of a scenario as they are typed; empty = as it is. */
export interface ScenarioValues {
  readonly name: string;
  readonly shared: boolean;
  readonly objective: string;
  /** One point a line: score and what it pays. */
  readonly curve: string;
  readonly planCap: string;
  readonly gate: "keep" | "off" | "on";
  readonly gateThreshold: string;
  readonly gateCap: string;
  /** By department. */
  readonly scores: Readonly<Record<string, string>>;
}

export interface ReadScenario {
  readonly values: ScenarioValues;
  readonly changes: ScenarioChanges;
  /** Fields that hold no number. */
  readonly faults: readonly string[];
}

/** Text that no number field of ours is longer than. */
const LONGEST = 2000;
const GATES = ["keep", "off", "on"] as const;

/** What a form sends, and what it asks to be different. */
export function readScenarioForm(form: FormData): ReadScenario {
  const text = (name: string) => String(form.get(name) ?? "").slice(0, LONGEST).trim();
  const scores = Object.fromEntries([...form.keys()].filter((key) => key.startsWith("score.")).map((key) => [key.slice("score.".length), text(key)]));
  const values: ScenarioValues = {
    name: text("name"), shared: form.get("shared") !== null, objective: text("objective"), curve: text("curve"), planCap: text("planCap"),
    gate: GATES.find((one) => one === form.get("gate")) ?? "keep", gateThreshold: text("gateThreshold"), gateCap: text("gateCap"), scores,
  };
  const faults: string[] = [];
  const number = (field: string, value: string, digits: number): number => {
    const parsed = parseScaled(value.replace("%", ""), digits);
    if (parsed === null) faults.push(field);
    return parsed ?? 0;
  };
  const points = values.curve.split("\n").filter((line) => line.trim() !== "").map((line) => line.trim().split(/[;\s]+/));
  if (points.some((point) => point.length !== 2)) faults.push("curve");
  const given = Object.entries(scores).filter(([, value]) => value !== "");
  const changes: ScenarioChanges = {
    ...(values.objective === "" ? {} : { objectivePct: number("objective", values.objective, 0) }),
    ...(points.length === 0 ? {} : { curve: points.map(([score, payout]) => [number("curve", score ?? "", 2), number("curve", payout ?? "", 2)] as const) }),
    ...(values.planCap === "" ? {} : { planCapBp: number("planCap", values.planCap, 2) }),
    ...(values.gate === "keep" ? {} : { gate: values.gate === "off" ? null : { thresholdBp: number("gate", values.gateThreshold, 2), capBp: number("gate", values.gateCap, 2) } }),
    ...(given.length === 0 ? {} : { scores: given.map(([departmentId, value]) => ({ departmentId, scoreBp: number(`scores.${departmentId}`, value, 2) })) }),
  };
  return { values, changes, faults: [...new Set(faults)] };
}

/** The fields of a saved scenario, written as its reader types numbers. */
export function scenarioValues(name: string, shared: boolean, changes: ScenarioChanges, locale: Locale): ScenarioValues {
  const written = (bp: number) => formatDecimal(scaledText(bp, 2), locale).replace(/[.,]00$/, "");
  return {
    name,
    shared,
    objective: changes.objectivePct === undefined ? "" : String(changes.objectivePct),
    curve: (changes.curve ?? []).map(([score, payout]) => `${written(score)}; ${written(payout)}`).join("\n"),
    planCap: changes.planCapBp === undefined ? "" : written(changes.planCapBp),
    gate: changes.gate === undefined ? "keep" : changes.gate === null ? "off" : "on",
    gateThreshold: changes.gate ? written(changes.gate.thresholdBp) : "",
    gateCap: changes.gate ? written(changes.gate.capBp) : "",
    scores: Object.fromEntries((changes.scores ?? []).map((one) => [one.departmentId, written(one.scoreBp)])),
  };
}
