import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { answerFormula, FORMULA_KINDS } from "#jobs/commands/formula.ts";

/** Known answers kept beside the repository; the table below stands on its own without them. */
const VECTORS = new URL("../../../../shared/vectors/formulas-sample.json", import.meta.url);

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly input: unknown;
  readonly expect: Record<string, unknown>;
}

const ask = (kind: string, input: unknown): unknown => {
  const { error, result } = JSON.parse(answerFormula(JSON.stringify({ id: 1, kind, input })));
  return error === undefined ? result : { error };
};

if (!existsSync(VECTORS)) {
  it.skip("known answers: the vectors are not beside this repository", () => {});
} else {
  const { cases } = JSON.parse(readFileSync(VECTORS, "utf8")) as { cases: Case[] };
  describe("known answers", () => {
    it.each(cases.map((one) => [one.id, one] as const))("%s", (_, one) => {
      const answer = ask(one.kind, one.input) as Record<string, unknown>;
      // Fields that the sample leaves out may only be null.
      const kept = Object.entries(answer).filter(
        ([field, value]) => field in one.expect || value !== null
      );
      expect(Object.fromEntries(kept)).toEqual(one.expect);
    });
    it("has a sample of every kind", () => {
      expect(new Set(cases.map((one) => one.kind))).toEqual(new Set(FORMULA_KINDS));
    });
  });
}

describe("a line", () => {
  it.each([
    ["{bad", { id: null, error: "bad_json" }],
    ["", { id: null, error: "bad_json" }],
    ["[1]", { id: null, error: "bad_input" }],
    ['{"id":7,"kind":"astrology","input":{}}', { id: 7, error: "unknown_kind" }],
    ['{"id":7,"kind":"__proto__","input":{}}', { id: 7, error: "unknown_kind" }],
    ['{"id":"a","kind":"csat"}', { id: "a", error: "bad_input" }],
    [
      '{"id":"a","kind":"round_money","input":{"value":0.005,"places":2}}',
      { id: "a", error: "bad_input" },
    ],
    [
      '{"kind":"csat","input":{"scores":[5]}}',
      { id: null, result: { n: 1, satisfied: 1, csat: "100.00" } },
    ],
  ])("%s", (line, expected) => {
    expect(JSON.parse(answerFormula(line))).toEqual(expected);
  });
});

describe("rules that the samples do not show", () => {
  it.each<[string, string, Record<string, unknown>, unknown]>([
    [
      "a score that is no number refuses the batch",
      "nps",
      { scores: [9, "9"], scale_min: 0, scale_max: 10 },
      { error: "out_of_range" },
    ],
    ["a fraction refuses the batch", "csat", { scores: [4.5] }, { error: "out_of_range" }],
    [
      "effort is mirrored before counting",
      "ces",
      { scores: [1, 2, 3, 5], polarity: "high_is_effort" },
      { n: 4, easy: 2, ces: "50.00" },
    ],
    [
      "a negative count comes before all else",
      "retention",
      { start: 0, end: 0, new: -1 },
      { error: "negative_count" },
    ],
    [
      "new clients beyond the end",
      "retention",
      { start: 1, end: 1, new: 2 },
      { error: "new_exceeds_end" },
    ],
    [
      "answers where nothing was delivered",
      "response_rate",
      { invited: 4, undelivered: 4, answered: 1 },
      { error: "answered_exceeds_invited" },
    ],
    [
      "conforming where nothing was due",
      "obligation",
      { due: 2, excused: 2, conforming: 1, target_pct: "95" },
      { error: "conforming_exceeds_due" },
    ],
    [
      "nobody answered: the reference",
      "shrunk_share",
      { successes: 0, n: 0, k: "3", reference_pct: "85" },
      { raw: null, adjusted: "85.00", measured: false },
    ],
    [
      "hiding goes on until the hidden answers reach the threshold",
      "suppress",
      { threshold: 5, total_published: true, groups: { a: 1, b: 1, c: 0, d: 9, e: 9 } },
      { hidden: ["a", "b", "d"], shown: ["c", "e"] },
    ],
    [
      "without a published total one group may hide alone",
      "suppress",
      { threshold: 5, total_published: false, groups: { a: 1, b: 9 } },
      { hidden: ["a"], shown: ["b"] },
    ],
    [
      "one part missing: the other one alone",
      "combine",
      { objective: "90.5", satisfaction: null, w_obj: "70", w_sat: "30" },
      { score: "90.50", reweighted: true },
    ],
    [
      "a tie of pool members by code point",
      "pool",
      {
        amount: "0.02",
        members: [
          { id: "😀", weight: "1" },
          { id: "Ａ", weight: "1" },
          { id: "A", weight: "1" },
        ],
      },
      { shares: { A: "0.01", Ａ: "0.01", "😀": "0.00" }, total: "0.02" },
    ],
    [
      "more decimals than the currency has",
      "pool",
      { amount: "0.005", members: [{ id: "a", weight: "1" }] },
      { error: "bad_minor_units" },
    ],
    ["a negative pool", "pool", { amount: "-1", members: [] }, { error: "negative_amount" }],
    [
      "a negative weight",
      "pool",
      { amount: "1", members: [{ id: "a", weight: "-1" }] },
      { error: "negative_weight" },
    ],
    ["nothing for nobody", "pool", { amount: "0", members: [] }, { shares: {}, total: "0.00" }],
    [
      "a member twice",
      "pool",
      {
        amount: "1",
        members: [
          { id: "a", weight: "1" },
          { id: "a", weight: "1" },
        ],
      },
      { error: "bad_input" },
    ],
    [
      "failed gates in order, also without effect",
      "gates",
      {
        payout_pct: "95",
        plan_cap_pct: "90",
        gates: [
          { id: "z", threshold: "1", action: "zero", value: "0" },
          { id: "q", threshold: "1", action: "cap", cap_pct: "80", value: null },
          { id: "w", threshold: "1", action: "cap", cap_pct: "80", value: "0.99" },
          { id: "k", threshold: "1", action: "cap", cap_pct: "80", value: "1" },
        ],
      },
      { payout_pct: "0.00", failed: ["z", "w"], not_measured: ["q"] },
    ],
    [
      "what cannot be taken now is carried",
      "adjustment",
      {
        recalculated: "100",
        paid: "600",
        already_adjusted: "0",
        open_bonus: "300",
        policy: "offset_future",
      },
      { delta: "-500.00", applied: "-300.00", carry: "-200.00", to_pay: "0.00" },
    ],
    [
      "a gain is one line above the target",
      "waterfall",
      {
        target_full: "100",
        prorated: "100",
        payout_pct: "110",
        causes: [{ id: "a", points: "1" }],
      },
      {
        start: "100.00",
        lines: [
          ["time", "0.00"],
          ["above_target", "10.00"],
        ],
        bonus: "110.00",
      },
    ],
    [
      "a loss without points is rounding",
      "waterfall",
      {
        target_full: "100",
        prorated: "100",
        payout_pct: "90",
        causes: [{ id: "a", points: "-1" }],
      },
      {
        start: "100.00",
        lines: [
          ["time", "0.00"],
          ["rounding", "-10.00"],
        ],
        bonus: "90.00",
      },
    ],
    [
      "a sanction outside the bonus period",
      "disciplinary_limit",
      { base: "1", bonus: "1", requested: "1", limit_pct: "20", sanction_in_period: false },
      { allowed: "0.00" },
    ],
    [
      "three decimals of a currency",
      "pool",
      {
        amount: "1.234",
        minor_digits: 3,
        members: [
          { id: "10", weight: "1" },
          { id: "9", weight: "2" },
        ],
      },
      { shares: { "10": "0.411", "9": "0.823" }, total: "1.234" },
    ],
    [
      "a date that does not exist",
      "prorate_calendar",
      { target: "1", period_start: "2026-02-01", period_end: "2026-02-29" },
      { error: "bad_input" },
    ],
    [
      "too little to compare a pair",
      "pair_index",
      { given: { A: { B: "4" }, B: { A: "3" } }, pair: ["A", "B"] },
      {
        severity: { A: null, B: null },
        lift_ab: null,
        lift_ba: null,
        excess_ab: null,
        excess_ba: null,
        flag: "not_enough_data",
      },
    ],
    [
      "eight in a row on one side",
      "xmr",
      {
        values: ["1", "3", "1", "3", "1", "3", "2", "3", "3", "3", "3", "3", "3", "3", "3"],
        baseline: 6,
      },
      {
        mean: "2.000000",
        mr_mean: "2.000000",
        unpl: "7.320000",
        lnpl: "-3.320000",
        url: "6.536000",
        signals: [[15, "run8"]],
      },
    ],
  ])("%s", (_, kind, input, expected) => {
    expect(ask(kind, input)).toEqual(expected);
  });

  it("nothing measured at all has no score and no bonus", () => {
    const base = {
      k: "3",
      csat_target: "85",
      csat_cap: "120",
      min_responses: 5,
      w_obj: "70",
      w_sat: "30",
    };
    const plan = {
      points: [
        ["50", "0"],
        ["100", "100"],
      ],
      plan_cap_pct: "120",
      client_floor: "70",
      floor_cap_pct: "80",
    };
    const employee = { target: "100", period_start: "2026-07-01", period_end: "2026-07-31" };
    const clients = [{ id: "c", weight: "1", satisfied: 1, responses: 1, obligations: [] }];
    expect(ask("chain", { ...base, ...plan, employee, clients })).toMatchObject({
      score: null,
      bonus: null,
      reason: "nothing_measured",
    });
  });

  it("ids that look like numbers keep their code point order in the text", () => {
    const line = {
      id: 1,
      kind: "pool",
      input: { amount: "3", members: ["9", "10"].map((id) => ({ id, weight: "1" })) },
    };
    expect(answerFormula(JSON.stringify(line))).toContain('{"10":"1.50","9":"1.50"}');
  });
});
