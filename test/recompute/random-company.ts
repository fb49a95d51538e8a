import type { PlanVersionTerms } from "#app/domain/pay/check-plan-terms.ts";
import type { BonusTarget } from "#app/domain/pay/statement.ts";
import { DEFAULT_PLAN, LOWEST_CLIENT_GATE } from "#app/domain/pay/plan-terms.ts";
import type { PayoutRule } from "#app/domain/pay/plan-terms.ts";
import { setupSchema } from "#app/operations/setup-file.ts";
import type { Setup } from "#app/operations/setup-file.ts";

/** A small generator of numbers: the same seed gives the same company on every machine. */
export interface Dice {
  /** A whole number from 0 to `below` - 1. */
  readonly roll: (below: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
}

export function diceOf(seed: number): Dice {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0;
  const roll = (below: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
  return { roll, pick: (from) => from[roll(from.length)]! };
}

export const FIRST_MONTH = "2022-01";
const PROVIDERS = ["P1", "P2", "P3"] as const;
const CLIENTS = ["C1", "C2", "C3"] as const;
/** The metric from outside that some plans take a part of the score from. */
export const METRIC = "nps";
/** Personnel numbers of those who are paid; the rest run the company. */
export const PAID = Array.from({ length: 9 }, (_, i) => `1${String(i).padStart(2, "0")}`);

/** Three providers, the first with a team, serve up to three clients each under random promises; months are the pay period. */
export function randomSetup(dice: Dice): Setup {
  const share = () => 60 + dice.roll(4000) / 100;
  const weight = () => dice.pick(["1", "2", "0.3", "2.5", "40"]);
  const promise = (provider: string, client: string, i: number) => ({
    key: `p${i}`, product: `W-${provider}`, kind: "timing" as const, name: `Promise ${i} to ${client}`,
    target: dice.roll(5) === 0 ? { atMostMissed: dice.roll(4) } : share(),
    ...(dice.roll(2) === 0 && { floor: dice.roll(60) }),
    weight: weight(), mode: dice.pick(["paid", "paid", "paid", "trial", "observe"] as const),
    ...(provider === "P1" && dice.roll(2) === 0 && { team: "P1T" }),
    terms: { due: { type: "within" as const, duration: { unit: "working_days" as const, n: 2 } }, missingMeasure: dice.pick(["not_conforming", "left_out"] as const) },
  });
  const people = [
    ...PAID.map((personnelNumber, i) => ({ personnelNumber, surname: `Payee${i}`, givenName: "A", department: dice.pick(["P1", "P1T", "P2", "P3", "P3S"]), position: "Specialist", from: "2015-01-01", fte: dice.pick(["1", "1", "0.5", "0.75"]) })),
    ...["001", "002", "003"].map((personnelNumber) => ({ personnelNumber, surname: `Office${personnelNumber}`, givenName: "O", department: "OFFICE", position: "Clerk", from: "2015-01-01" })),
  ];
  const day = [["09:00", "18:00"]];
  return setupSchema.parse({
    organisation: { name: "Random", country: "RU", currency: "RUB", payPeriod: "month", firstPeriod: FIRST_MONTH },
    calendars: [{ code: "W", name: "Weekdays", spec: { tz: "UTC", weekly: { mon: day, tue: day, wed: day, thu: day, fri: day }, holidays: ["2022-05-09", "2023-05-09", "2024-05-09"], special: { "2022-03-05": day, "2023-03-04": day } } }],
    departments: [
      { code: "OFFICE", name: "Office", calendar: "W" },
      ...PROVIDERS.map((code) => ({ code, name: code, parent: "OFFICE" })),
      { code: "P1T", name: "Team of P1", parent: "P1", team: true },
      { code: "P3S", name: "Part of P3", parent: "P3" },
      ...CLIENTS.map((code) => ({ code, name: code })),
    ],
    people,
    products: PROVIDERS.map((provider) => ({ code: `W-${provider}`, provider, name: `Work of ${provider}` })),
    agreements: PROVIDERS.flatMap((provider) =>
      CLIENTS.slice(0, 1 + dice.roll(3)).map((client) => ({
        code: `${provider}-${client}`, provider, client: { department: client }, weight: weight(),
        versions: [{ from: `${FIRST_MONTH}-01`, obligations: Array.from({ length: 1 + dice.roll(3) }, (_, i) => promise(provider, client, i)) }],
      })),
    ),
  });
}

function randomPayout(dice: Dice): PayoutRule {
  const kind = dice.roll(4);
  if (kind === 0) return { type: "steps", steps: [[0, dice.roll(5000)], [7000, 6000 + dice.roll(3000)], [9000 + dice.roll(500), 10_000], [9900, 10_500]] };
  if (kind === 1) return { type: "ramp", tiers: [{ fromBp: 0, toBp: 8000, rate: "0.5" }, { fromBp: 8000, toBp: 9500, rate: dice.pick(["1.25", "2", "0.333"]) }, { fromBp: 9500, toBp: null, rate: "3" }], capBp: dice.pick([null, 11_000]) };
  return dice.pick([DEFAULT_PLAN.payout, { type: "curve", points: [[dice.roll(6000), dice.roll(3000)], [9000, 9000 + dice.roll(1000)], [10_000, 10_000], [10_600, 11_200]] }]);
}

export function randomTerms(dice: Dice, firstLine: string): PlanVersionTerms {
  // Every other company has what the `chain` formula knows as well: a curve over calendar days without gates.
  if (dice.roll(2) === 0) return { ...DEFAULT_PLAN, nothingMeasured: dice.pick(["hold", "pay_full"]), approvalChain: ["director"] };
  const gates = [
    ...(dice.roll(3) === 0 ? [{ ...LOWEST_CLIENT_GATE, thresholdBp: 5000 + dice.roll(4500), minDueItems: dice.roll(15) }] : []),
    ...(dice.roll(4) === 0 ? [{ id: "floor", type: "line_floor" as const, key: firstLine, effect: dice.pick([{ action: "zero" as const }, { action: "cap" as const, capBp: 9000 }]) }] : []),
  ];
  return {
    ...DEFAULT_PLAN,
    payout: randomPayout(dice), gates, planCapBp: dice.pick([12_000, 10_000, 11_000]), memberCapBp: dice.pick([12_000, 9000]),
    proration: dice.pick(["calendar", "working"]), targetIncludesFte: dice.roll(3) === 0, mode: dice.pick(["individual", "individual", "pool"]),
    nothingMeasured: dice.pick(["hold", "pay_full", "pay_zero"]), mix: dice.pick([{ team: "0", department: "1" }, { team: "50", department: "50" }, { team: "1", department: "2" }]),
    ...(dice.roll(3) === 0 && { external: { metricId: METRIC, weightPct: dice.pick(["20", "7.5", "0.1"]), ...dice.pick([{ zero: "-20", target: "45.5" }, { zero: "30", target: "9" }]) } }),
    fundLimitMinor: dice.pick([null, null, 20_000_000 + dice.roll(10_000_000)]), approvalChain: ["director"],
  };
}

export function randomTarget(dice: Dice): BonusTarget {
  const kind = dice.roll(10);
  if (kind === 0) return { type: "percent_only" };
  if (kind < 3) return { type: "percent_of_base", baseMinor: 1 + dice.roll(20_000_000), percentBp: 1 + dice.roll(4000) };
  return { type: "amount", minor: dice.roll(9_000_000) };
}
